/**
 * Citizens register themselves, with an address that they prove to hold.
 */
@NullMarked
package org.shuyuan.identity.registration;

import org.jspecify.annotations.NullMarked;
