/**
 * Who people and systems are, in the standalone: accounts, sign-in, and an OAuth2
 * authorization server that issues the same claims as production's.
 */
@NullMarked
package org.shuyuan.identity;

import org.jspecify.annotations.NullMarked;
