package org.shuyuan.portal.signin;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How people sign in and out.
 *
 * @param endSessionUri the authorization server's page where they sign out
 * @param route name of this instance, which ends every session's id; none where there is
 * one instance
 */
@ConfigurationProperties("portal")
record SignInProperties(URI endSessionUri, @Nullable String route) {
}
