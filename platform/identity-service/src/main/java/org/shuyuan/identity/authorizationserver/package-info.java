/**
 * The OAuth 2 authorization server: sign-in, tokens, introspection, revocation.
 */
@NullMarked
package org.shuyuan.identity.authorizationserver;

import org.jspecify.annotations.NullMarked;
