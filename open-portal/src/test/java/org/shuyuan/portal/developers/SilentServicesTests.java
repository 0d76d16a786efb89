package org.shuyuan.portal.developers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.portal.PortalTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages of problems while no service answers. */
@PortalTest
@TestPropertySource(properties = "shuyuan.base-uri=http://127.0.0.1:9")
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
