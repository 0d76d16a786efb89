package org.shuyuan.portal;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.shuyuan.portal.client.StubServices;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/** What one page asks of the services, side by side or not, belongs to one trace. */
@PortalTest
@TestPropertySource(properties = { "shuyuan.otlp-url=http://127.0.0.1:9", "shuyuan.trace-share=0" })
class TracedPagesTests {

	private static final StubServices services = new StubServices();

	private static final String ENTRY = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

	private static final String DISTRIBUTION = "cccccccccccccccccccccccccc";

	@Autowired
	private MockMvcTester http;

	@DynamicPropertySource
	static void addresses(DynamicPropertyRegistry registry) {
		registry.add("shuyuan.base-uri", services::address);
	}

	@AfterAll
	static void stop() {
		services.close();
	}

	@Test
	void allThatAnEntryPageAsksIsOneTrace() {
		services.on("GET /catalogue/entries/" + ENTRY, 200, """
				{"entry":{"id":"%s","title":{"zh":"公交站点"},"description":{"zh":"站点"},"agency":"11990100MB0A000077",
				 "themes":["transport"],"sharing":{"class":"unconditional"},"openness":{"level":"unconditional",
				 "licence":"cc-by-4.0"},"discoverability":"public","items":[],"distributions":[{"id":"%s",
				 "title":{"zh":"数据表"},"kind":"table","format":"csv"}],"completeness":"full"},
				 "record":{"state":"published","published":"2026-05-01T17:00:00Z"},"violations":[]}""".formatted(ENTRY,
				DISTRIBUTION));
		assertThat(this.http.get()
			.uri("/entries/" + ENTRY)
			.header("Accept", "text/html")
			.header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")).hasStatusOk();
		assertThat(services.asked("GET")).extracting(StubServices.Asked::path)
			.contains("/catalogue/entries/" + ENTRY, "/catalogue/search", "/sharing/distributions/" + DISTRIBUTION,
					"/sharing/distributions/" + DISTRIBUTION + "/rows");
		assertThat(services.asked("HEAD")).isNotEmpty();
		assertThat(Stream.concat(services.asked("GET").stream(), services.asked("HEAD").stream())
			.map((asked) -> asked.traceparent().replaceFirst("^00-(\\w{32})-\\w{16}-0[02]$", "$1"))
			.distinct()).singleElement()
			.asString()
			.matches("[0-9a-f]{32}")
			.isNotEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
	}

}
