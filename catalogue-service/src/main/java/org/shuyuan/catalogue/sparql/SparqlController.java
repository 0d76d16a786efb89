package org.shuyuan.catalogue.sparql;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.PreDestroy;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.publicview.ViewProblems;
import org.shuyuan.catalogue.rdf.RdfSyntax;
import org.shuyuan.catalogue.sparql.query.QueryRun;
import org.shuyuan.catalogue.sparql.query.ReadOnlyQuery;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The SPARQL 1.1 query endpoint over the public view (SPARQL Protocol, section 2.1).
 * Answers have at most 10,000 rows or triples; the header {@code Shuyuan-Truncated} says
 * when there was more.
 */
@RestController
@Tag(name = "sparql")
class SparqlController {

	private static final int AT_ONCE = 4;

	private static final Duration IN_LINE = Duration.ofSeconds(2);

	private static final Duration LONGEST = Duration.ofSeconds(10);

	/** A store that says nothing is asked once more whether it is there at all. */
	private static final Duration ANSWERED = LONGEST.plusSeconds(3);

	private final PublicDataset dataset;

	private final Semaphore places = new Semaphore(AT_ONCE);

	private final QueryMemoryGuard memory;

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("catalogue-query-", 0).factory());

	SparqlController(PublicDataset dataset, QueryMemoryGuard memory) {
		this.dataset = dataset;
		this.memory = memory;
	}

	@PreDestroy
	void close() {
		this.threads.shutdownNow();
	}

	@GetMapping("/sparql")
	@Parameter(name = "query", in = ParameterIn.QUERY, required = true, description = "A SPARQL 1.1 query",
			schema = @Schema(type = "string"))
	@QueryResponse
	ResponseEntity<byte[]> get(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept)
			throws InterruptedException {
		return answer(parameters, accept);
	}

	@PostMapping(path = "/sparql", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
	@RequestBody(required = true,
			content = {
					@Content(mediaType = "application/x-www-form-urlencoded",
							schema = @Schema(implementation = QueryForm.class)),
					@Content(mediaType = "application/sparql-query", schema = @Schema(type = "string")) })
	@QueryResponse
	ResponseEntity<byte[]> form(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept)
			throws InterruptedException {
		return answer(parameters, accept);
	}

	@PostMapping(path = "/sparql", consumes = "application/sparql-query")
	@QueryResponse
	ResponseEntity<byte[]> post(@Parameter(hidden = true) InputStream query,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept)
			throws InterruptedException, IOException {
		return run(new String(query.readNBytes(ReadOnlyQuery.MOST_BYTES), StandardCharsets.UTF_8), accept);
	}

	@PostMapping(path = "/sparql", consumes = "application/sparql-update")
	@Operation(hidden = true)
	ResponseEntity<byte[]> update() {
		throw ReadOnlyQuery.refused(Text.of("此端点只读，不接受更新", "This endpoint is read only and takes no updates"));
	}

	private ResponseEntity<byte[]> answer(MultiValueMap<String, String> parameters, @Nullable String accept)
			throws InterruptedException {
		if (parameters.containsKey("update")) {
			throw ReadOnlyQuery.refused(Text.of("此端点只读，不接受更新", "This endpoint is read only and takes no updates"));
		}
		if (parameters.containsKey("default-graph-uri") || parameters.containsKey("named-graph-uri")) {
			throw ReadOnlyQuery.refused(Text.of("不支持指定数据集：只查询本目录的公开视图",
					"A dataset cannot be named: queries see this catalogue's public view"));
		}
		String query = parameters.getFirst("query");
		return run((query != null) ? query : "", accept);
	}

	private ResponseEntity<byte[]> run(String text, @Nullable String accept) throws InterruptedException {
		ReadOnlyQuery query = ReadOnlyQuery.parse(text);
		var offered = QueryRun.types(query);
		MediaType type = RdfSyntax.choose(accept, offered)
			.orElseThrow(() -> ViewProblems.notAcceptable(MediaType.toString(offered)));
		if (!this.places.tryAcquire(IN_LINE.toMillis(), TimeUnit.MILLISECONDS)) {
			throw busy();
		}
		QueryRun.Written written = await(start(query, type));
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(type).varyBy(HttpHeaders.ACCEPT);
		if (written.truncated()) {
			answer.header("Shuyuan-Truncated", "true");
		}
		return answer.body(written.body());
	}

	/**
	 * A place is free again only when the query has really ended: some work inside cannot
	 * be stopped from outside.
	 */
	private Started start(ReadOnlyQuery query, MediaType type) {
		QueryRun run;
		try {
			run = new QueryRun(query, type, this.dataset.query(query, LONGEST));
		}
		catch (RuntimeException ex) {
			this.places.release();
			throw ex;
		}
		catch (StackOverflowError ex) {
			this.places.release();
			throw ReadOnlyQuery.tooDeep();
		}
		return new Started(run, CompletableFuture.supplyAsync(() -> {
			this.memory.begins(run);
			try {
				return run.write();
			}
			finally {
				this.memory.ends(run);
				this.places.release();
			}
		}, this.threads));
	}

	private static QueryRun.Written await(Started started) throws InterruptedException {
		try {
			return started.answer().get(ANSWERED.toSeconds(), TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			started.run().abort();
			throw timeout();
		}
		catch (ExecutionException ex) {
			throw switch (ex.getCause()) {
				case Problem problem -> problem;
				case OutOfMemoryError _ -> tooGreedy();
				case QueryCancelledException _ when started.run().tookTooMuch() -> tooGreedy();
				case QueryCancelledException _ -> timeout();
				case QueryException _, StackOverflowError _ ->
					ReadOnlyQuery.refused(Text.of("查询无法执行", "The query cannot be carried out"));
				case null, default -> new IllegalStateException("A query failed", ex);
			};
		}
	}

	private static Problem tooGreedy() {
		return QueryRun.tooLarge(Text.of("查询的中间结果占用过多内存", "The query's intermediate results take too much memory"));
	}

	private static Problem timeout() {
		return new Problem(CommonProblemType.QUERY_TIMEOUT,
				Text.of("查询在 10 秒内没有完成", "The query did not finish within 10 seconds"),
				Text.of("请缩小范围：增加三元组模式，避免不受约束的变量与正则表达式",
						"Narrow it: add patterns, avoid unbound variables and regular expressions"));
	}

	private static Problem busy() {
		Problem problem = new Problem(CatalogueProblemType.TOO_MANY_QUERIES,
				Text.of("同时进行的查询已达上限", "As many queries are running as may"));
		problem.getHeaders().set("Retry-After", "2");
		return problem;
	}

	private record Started(QueryRun run, CompletableFuture<QueryRun.Written> answer) {
	}

	/**
	 * A query in a form.
	 *
	 * @param query a SPARQL 1.1 query
	 */
	@Schema(name = "SparqlQueryForm")
	record QueryForm(String query) {
	}

	/** What a query answers, in the type that {@code Accept} names. */
	@ApiResponse(responseCode = "200", description = "Rows, a truth value, or RDF, in the type that Accept names",
			headers = @Header(name = "Shuyuan-Truncated", description = "true where there was more",
					schema = @Schema(type = "string")),
			content = { @Content(mediaType = "application/sparql-results+json",
					schema = @Schema(type = "object", additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
							description = "SPARQL 1.1 Query Results JSON Format")),
					@Content(mediaType = "application/sparql-results+xml", schema = @Schema(type = "string")),
					@Content(mediaType = "text/csv", schema = @Schema(type = "string")),
					@Content(mediaType = "text/tab-separated-values", schema = @Schema(type = "string")),
					@Content(mediaType = "text/turtle", schema = @Schema(type = "string")),
					@Content(mediaType = "application/ld+json", schema = @Schema(type = "string")),
					@Content(mediaType = "application/rdf+xml", schema = @Schema(type = "string")),
					@Content(mediaType = "application/n-triples", schema = @Schema(type = "string")) })
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface QueryResponse {

	}

}
