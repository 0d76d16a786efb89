package org.shuyuan.support.web;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

class PrefixHandlerMappingTests {

	private final MockMvcTester routed = over(new PrefixHandlerMapping());

	private final MockMvcTester plain = over(new RequestMappingHandlerMapping());

	@ParameterizedTest
	@CsvSource({ "/things/7, thing 7", "/things/7/parts, parts of 7", "/things, all", "/all/files, file:",
			"/all/files/a/b.csv, file:/a/b.csv", "/entries/x.ttl, turtle x", "/th%69ngs/7, thing 7",
			"/things/7;a=b, thing 7", "/things/a%2Fb, thing a/b", "/anything, any anything" })
	void findTheSameMethod(String path, String answer) {
		assertThat(this.routed.get().uri(URI.create(path))).bodyText().isEqualTo(answer);
		assertThat(this.plain.get().uri(URI.create(path))).bodyText().isEqualTo(answer);
	}

	@ParameterizedTest
	@CsvSource({ "/things/7/nothing, 404", "/Things/7, 404", "/things/7, 405" })
	void findNoneWhereNoneIs(String path, int status) {
		assertThat(this.routed.post().uri(path)).hasStatus(status);
		assertThat(this.plain.post().uri(path)).hasStatus(status);
	}

	@Test
	void knowWhatAPatternBeginsWith() {
		assertThat(PrefixHandlerMapping.beginning("/things/{id}/parts")).isEqualTo("/things");
		assertThat(PrefixHandlerMapping.beginning("/files/**")).isEqualTo("/files");
		assertThat(PrefixHandlerMapping.beginning("/entries/{id}.ttl")).isEqualTo("/entries");
		assertThat(PrefixHandlerMapping.beginning("/entries/a{id}")).isEqualTo("/entries");
		assertThat(PrefixHandlerMapping.beginning("/things")).isEqualTo("/things");
		assertThat(PrefixHandlerMapping.beginning("/{any}")).isEmpty();
		assertThat(PrefixHandlerMapping.beginning("")).isEmpty();
	}

	private static MockMvcTester over(RequestMappingHandlerMapping mapping) {
		return MockMvcTester
			.create(MockMvcBuilders.standaloneSetup(new Things()).setCustomHandlerMapping(() -> mapping).build());
	}

	@RestController
	static class Things {

		@GetMapping("/things")
		String all() {
			return "all";
		}

		@GetMapping("/things/{id}")
		String thing(@PathVariable String id) {
			return "thing " + id;
		}

		@GetMapping("/things/{id}/parts")
		String parts(@PathVariable String id) {
			return "parts of " + id;
		}

		@PostMapping("/things/{id}/parts")
		String addPart() {
			return "added";
		}

		@GetMapping("/all/files/{*rest}")
		String file(@PathVariable String rest) {
			return "file:" + rest;
		}

		@GetMapping("/entries/{id}.ttl")
		String turtle(@PathVariable String id) {
			return "turtle " + id;
		}

		@GetMapping("/{any}")
		String any(@PathVariable String any) {
			return "any " + any;
		}

	}

}
