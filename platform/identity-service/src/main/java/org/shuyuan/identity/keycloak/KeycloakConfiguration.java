package org.shuyuan.identity.keycloak;

import java.util.concurrent.TimeUnit;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.task.BackgroundTask;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The admin client, which makes no call before something is provisioned.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "shuyuan.identity", havingValue = "keycloak")
@EnableConfigurationProperties(KeycloakProperties.class)
class KeycloakConfiguration {

	@Bean(destroyMethod = "close")
	Keycloak keycloakAdmin(KeycloakProperties properties) {
		Client http = ClientBuilder.newBuilder()
			.connectTimeout(properties.patience().toMillis(), TimeUnit.MILLISECONDS)
			.readTimeout(properties.patience().toMillis(), TimeUnit.MILLISECONDS)
			.register(JacksonProvider.class, 100)
			.build();
		return KeycloakBuilder.builder()
			.serverUrl(properties.url())
			.realm(properties.realm())
			.grantType(OAuth2Constants.CLIENT_CREDENTIALS)
			.clientId("shuyuan-provisioning")
			.clientSecret(properties.secret())
			.resteasyClient(http)
			.build();
	}

	@Bean
	AgencyDirectory keycloakRegister(KeycloakProperties properties, PlatformProperties platform) {
		return new AgencyDirectory(platform.catalogue().toString(), properties.patience());
	}

	@Bean
	KeycloakIssuer keycloakIssuer(Keycloak keycloakAdmin, KeycloakProperties properties,
			AgencyDirectory keycloakRegister) {
		return new KeycloakIssuer(keycloakAdmin.realm(properties.realm()), keycloakRegister);
	}

	@Bean
	BackgroundTask keycloakAgencyGroups(AgencyDirectory keycloakRegister, KeycloakIssuer keycloakIssuer) {
		return new AgencyGroups(keycloakRegister, keycloakIssuer).task();
	}

}
