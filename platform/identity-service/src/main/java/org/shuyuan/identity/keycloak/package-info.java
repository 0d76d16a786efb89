/**
 * Keycloak as the issuer of tokens: the platform's accounts and agencies are provisioned
 * into its realm.
 */
@NullMarked
package org.shuyuan.identity.keycloak;

import org.jspecify.annotations.NullMarked;
