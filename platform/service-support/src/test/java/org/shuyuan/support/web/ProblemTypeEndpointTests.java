package org.shuyuan.support.web;

import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyuan.connections.ConnectionProblem;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.ProblemDescription;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.support.problem.ProblemTypeList;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** A service's types of problems, over HTTP. */
class ProblemTypeEndpointTests {

	private final MockMvcTester web = MockMvcTester.of(new Problems());

	@Test
	void givesOutItsOwnAndTheCommonOnesByCode() {
		assertThat(ProblemTypeList.of(Stream.of(Own.KETTLE_EMPTY)).items())
			.hasSize(CommonProblemType.values().length + 1)
			.isSortedAccordingTo((one, other) -> one.code().compareTo(other.code()))
			.contains(new ProblemTypeList.Item("kettle-empty", 409, "D13", Text.of("壶空了", "The kettle is empty"),
					Text.of("请加水", "Fill it")))
			.filteredOn((type) -> type.code().equals("parameter-invalid"))
			.singleElement()
			.satisfies((type) -> assertThat(type.clause()).isNull());
		assertThat(this.web.get().uri("/problems")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.items[?(@.code=='kettle-empty')].title.en")
			.asArray()
			.containsExactly("The kettle is empty");
	}

	@ParameterizedTest
	@EnumSource
	void explainsWhatConnectionsAreRefusedWith(ConnectionProblem problem) {
		assertThat(ProblemTypeList.of(Stream.empty()).items()).filteredOn((type) -> type.code().equals(problem.code()))
			.singleElement()
			.satisfies((type) -> assertThat(type.status()).isEqualTo(problem.status()));
	}

	@Test
	void isCachedAndToldOnceOnly() {
		var first = this.web.get().uri("/problems").exchange();
		assertThat(first).hasHeader(HttpHeaders.CACHE_CONTROL, "max-age=600, public");
		String tag = Objects.requireNonNull(first.getResponse().getHeader(HttpHeaders.ETAG));
		assertThat(this.web.get().uri("/problems").header(HttpHeaders.IF_NONE_MATCH, "W/" + tag)).hasStatus(304)
			.hasHeader(HttpHeaders.ETAG, tag)
			.bodyText()
			.isEmpty();
		assertThat(this.web.get().uri("/problems").header(HttpHeaders.IF_NONE_MATCH, "\"other\"")).hasStatusOk();
	}

	@RestController
	@RequestMapping("/problems")
	static class Problems extends ProblemTypeEndpoint {

		Problems() {
			super(Stream.of(Own.values()));
		}

	}

	private enum Own implements ProblemType {

		KETTLE_EMPTY;

		@Override
		public ProblemDescription description() {
			return new ProblemDescription(HttpStatus.CONFLICT, "D13", Text.of("壶空了", "The kettle is empty"),
					Text.of("请加水", "Fill it"));
		}

	}

}
