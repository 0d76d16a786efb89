package org.shuyuan.catalogue.sparql.query;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.shuyuan.support.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

class ReadOnlyQueryTests {

	/** Who looks at a query goes down into each of its parts. */
	@Test
	void refusesWhatHasMorePartsThanTheStackHolds() throws Exception {
		String query = "select * where { " + "{?s ?p ?o} union ".repeat(4_999) + "{?s ?p ?o} }";
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		new Thread(null, () -> {
			try {
				ReadOnlyQuery.parse(query);
				thrown.complete(new AssertionError("It was read"));
			}
			catch (Throwable ex) {
				thrown.complete(ex);
			}
		}, "little stack", 256 << 10).start();
		assertThat(thrown.get(60, TimeUnit.SECONDS)).isInstanceOfSatisfying(Problem.class,
				(problem) -> assertThat(problem.getStatusCode().value()).isEqualTo(400));
	}

}
