package org.shuyuan.portal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/**
 * The whole portal with a client of an authorization server that does not answer. Where
 * its services are, each test says by {@code shuyuan.base-uri}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(classes = PortalApplication.class, properties = { "spring.config.name=portal",
		"spring.security.oauth2.client.registration.open-portal.client-id=open-portal",
		"spring.security.oauth2.client.registration.open-portal.client-secret=none",
		"spring.security.oauth2.client.registration.open-portal.authorization-grant-type=authorization_code",
		"spring.security.oauth2.client.registration.open-portal.redirect-uri={baseUrl}/login/oauth2/code/open-portal",
		"spring.security.oauth2.client.registration.open-portal.scope=openid",
		"spring.security.oauth2.client.provider.open-portal.authorization-uri=http://127.0.0.1:9/oauth2/authorize",
		"spring.security.oauth2.client.provider.open-portal.token-uri=http://127.0.0.1:9/oauth2/token",
		"spring.security.oauth2.client.provider.open-portal.jwk-set-uri=http://127.0.0.1:9/oauth2/jwks" })
@AutoConfigureMockMvc
public @interface PortalTest {

}
