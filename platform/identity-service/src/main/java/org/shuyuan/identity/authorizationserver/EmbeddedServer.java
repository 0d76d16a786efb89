package org.shuyuan.identity.authorizationserver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/**
 * Parts that are there only where the authorization server is embedded.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "shuyuan.identity", havingValue = "embedded", matchIfMissing = true)
public @interface EmbeddedServer {

}
