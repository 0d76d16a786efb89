/**
 * Mail to people, by SMTP or into a folder.
 */
@NullMarked
package org.shuyuan.identity.mail;

import org.jspecify.annotations.NullMarked;
