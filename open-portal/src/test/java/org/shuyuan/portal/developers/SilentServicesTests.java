package org.shuyuan.portal.developers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.portal.PortalApplication;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages of problems while no service answers. */
@SpringBootTest(classes = PortalApplication.class, properties = { "spring.config.name=portal",
		"shuyuan.base-uri=http://127.0.0.1:9",
		"spring.security.oauth2.client.registration.open-portal.client-id=open-portal",
		"spring.security.oauth2.client.registration.open-portal.client-secret=none",
		"spring.security.oauth2.client.registration.open-portal.authorization-grant-type=authorization_code",
		"spring.security.oauth2.client.registration.open-portal.redirect-uri={baseUrl}/login/oauth2/code/open-portal",
		"spring.security.oauth2.client.registration.open-portal.scope=openid",
		"spring.security.oauth2.client.provider.open-portal.authorization-uri=http://127.0.0.1:9/oauth2/authorize",
		"spring.security.oauth2.client.provider.open-portal.token-uri=http://127.0.0.1:9/oauth2/token",
		"spring.security.oauth2.client.provider.open-portal.jwk-set-uri=http://127.0.0.1:9/oauth2/jwks" })
@AutoConfigureMockMvc
class SilentServicesTests {

	@Autowired
	private MockMvcTester http;

	@ParameterizedTest
	@CsvSource({ "zh-CN,目录服务、身份服务、共享网关,门户出现故障", "en,'catalogue, identity service, sharing gateway',The portal failed" })
	void saysWhoseTypesAreMissingAndShowsThePortalsOwn(String language, String missing, String own) {
		assertThat(this.http.get().uri("/problems").header("Accept-Language", language)).hasStatusOk()
			.bodyText()
			.satisfies(
					(page) -> assertThat(page.replaceAll("<[^>]*>", "")).contains(missing, own).doesNotContain("??"));
		assertThat(this.http.get().uri("/problems/portal-failed").header("Accept-Language", language)).hasStatusOk()
			.bodyText()
			.contains(own);
	}

	@Test
	void doesNotSayThatAnUnknownTypeDoesNotExist() {
		assertThat(this.http.get().uri("/problems/entry-invalid").header("Accept", "text/html")).hasStatus(503)
			.hasHeader("Retry-After", "10")
			.bodyText()
			.contains("alert warn");
	}

}
