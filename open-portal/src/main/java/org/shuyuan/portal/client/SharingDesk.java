package org.shuyuan.portal.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * What the person signed in does at the sharing gateway. Every method throws
 * {@link CallRefused}.
 */
@Component
public class SharingDesk {

	private static final ParameterizedTypeReference<Map<String, Object>> DOCUMENT = new ParameterizedTypeReference<>() {
	};

	private static final ParameterizedTypeReference<ListPage<Map<String, Object>>> DOCUMENTS = new ParameterizedTypeReference<>() {
	};

	private final PersonalCalls calls;

	SharingDesk(PersonalCalls calls) {
		this.calls = calls;
	}

	/**
	 * Sends the bytes as they are; answers when they are durable and, if quick,
	 * processed.
	 */
	public VersionSummary upload(String distribution, String filename, Resource bytes) {
		return body(http().put()
			.uri((builder) -> Query.of(builder.path("/distributions/" + distribution + "/data"))
				.with("filename", filename)
				.with("wait", "3")
				.build())
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.body(bytes)
			.retrieve()
			.body(VersionSummary.class));
	}

	public List<VersionSummary> versions(String distribution) {
		return body(http().get()
			.uri("/distributions/{id}/versions", distribution)
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<VersionSummary>>() {
			})).items();
	}

	public VersionSummary version(String distribution, String version) {
		return body(http().get()
			.uri("/distributions/{id}/versions/{version}", distribution, version)
			.retrieve()
			.body(VersionSummary.class));
	}

	/** What has to be seen of an entry's data before it is published. */
	public List<ReviewedVersion> dataReview(String entry) {
		return body(http().get()
			.uri("/entries/{id}/data-review", entry)
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<ReviewedVersion>>() {
			})).items();
	}

	/**
	 * The first rows of a version as the public will get them; nothing where it is no
	 * table or is not stored. Each look is recorded in the audit.
	 */
	public Optional<ReviewedRows> firstRows(String distribution, VersionSummary version) {
		if (version.table() == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(body(http().get()
				.uri("/distributions/{id}/versions/{version}/rows", distribution, version.version())
				.retrieve()
				.body(ReviewedRows.class)));
		}
		catch (CallRefused ex) {
			if (List.of(403, 404, 409).contains(ex.problem().status())) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	/** {@code confirm reject restore}. */
	public void versionStep(String distribution, String version, String step, String reason) {
		http().post()
			.uri("/distributions/{id}/versions/{version}/" + step, distribution, version)
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("reason", reason))
			.retrieve()
			.toBodilessEntity();
	}

	/** Versions that wait to be confirmed. */
	public ListPage<Map<String, Object>> waitingVersions() {
		return body(http().get().uri("/waiting-versions").retrieve().body(DOCUMENTS));
	}

	/** What was recalled that concerns the person's agency. */
	public ListPage<Map<String, Object>> recalls() {
		return body(http().get().uri("/recalls?limit=10").retrieve().body(DOCUMENTS));
	}

	public Map<String, Object> overview() {
		return body(http().get().uri("/overview").retrieve().body(DOCUMENT));
	}

	public List<Map<String, Object>> undertakings() {
		return body(http().get().uri("/undertakings").retrieve().body(DOCUMENTS)).items();
	}

	/** The text of the undertaking in force, with its version. */
	public Map<String, Object> undertakingText() {
		return body(http().get().uri("/undertakings/text").retrieve().body(DOCUMENT));
	}

	public void undertake(int version, String key) {
		http().post()
			.uri("/undertakings")
			.header("Idempotency-Key", key)
			.body(Map.of("version", version))
			.retrieve()
			.toBodilessEntity();
	}

	public ListPage<RequestSummary> requests(String direction, @Nullable String state, boolean overdue,
			@Nullable String after) {
		return body(http().get()
			.uri((builder) -> Query.of(builder.path("/requests"))
				.with("direction", direction)
				.with("state", state)
				.with("overdue", overdue ? "true" : null)
				.with("after", after)
				.build())
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<RequestSummary>>() {
			}));
	}

	public RequestSummary request(String id) {
		ResponseEntity<RequestSummary> read = http().get()
			.uri("/requests/{id}", id)
			.retrieve()
			.toEntity(RequestSummary.class);
		return body(read.getBody()).tagged(read.getHeaders().getETag());
	}

	public RequestSummary ask(Map<String, Object> request, String key) {
		return body(http().post()
			.uri("/requests")
			.header("Idempotency-Key", key)
			.body(request)
			.retrieve()
			.body(RequestSummary.class));
	}

	/**
	 * Changes a request as it was read.
	 * @param etag of the request when the form was opened
	 */
	public void change(String id, String etag, Map<String, Object> request) {
		tagged(http().put().uri("/requests/{id}", id), etag).body(request).retrieve().toBodilessEntity();
	}

	/**
	 * Moves a request on: {@code agree decline ask-completion complete review …}.
	 * @param etag of the request as the page showed it; empty for whatever it is now
	 */
	public void step(String id, String step, String etag, Map<String, Object> said) {
		post("/requests/{id}/" + step, id, etag, said);
	}

	public ListPage<GrantSummary> grants(@Nullable String after) {
		return body(http().get()
			.uri((builder) -> Query.of(builder.path("/grants")).with("after", after).build())
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<GrantSummary>>() {
			}));
	}

	public GrantSummary grant(String id) {
		ResponseEntity<GrantSummary> read = http().get()
			.uri("/grants/{id}", id)
			.retrieve()
			.toEntity(GrantSummary.class);
		return body(read.getBody()).tagged(read.getHeaders().getETag());
	}

	/** {@code suspend resume revoke disposal}, of the grant as the page showed it. */
	public void grantStep(String id, String step, String etag, Map<String, Object> said) {
		post("/grants/{id}/" + step, id, step.equals("disposal") ? "" : etag, said);
	}

	/**
	 * Streams rows under a grant.
	 * @param sink gets the media type and the bytes, and closes neither
	 */
	public void rows(GrantSummary grantSummary, String distribution, String format, Sink sink) {
		http().get()
			.uri((builder) -> Query.of(builder.path("/distributions/" + distribution + "/rows"))
				.with("format", format)
				.with("limit", format.equals("json") ? "10000" : null)
				.build())
			.header("Shuyuan-Grant", grantSummary.id())
			.header("Shuyuan-Purpose", headerValue(grantSummary.purpose()))
			.exchange((request, response) -> {
				if (response.getStatusCode().isError()) {
					this.calls.refuse(request, response);
				}
				sink.receive(response.getHeaders(), response.getBody());
				return true;
			});
	}

	/** Streams the original file under a grant, as it was uploaded. */
	public void file(GrantSummary grantSummary, String distribution, Sink sink) {
		http().get()
			.uri("/distributions/{distribution}/file", distribution)
			.header("Shuyuan-Grant", grantSummary.id())
			.header("Shuyuan-Purpose", headerValue(grantSummary.purpose()))
			.exchange((request, response) -> {
				if (response.getStatusCode().isError()) {
					this.calls.refuse(request, response);
				}
				sink.receive(response.getHeaders(), response.getBody());
				return true;
			});
	}

	/** A person's own applications, or those an agency decides. */
	public ListPage<OpenApplication> applications(@Nullable String state, @Nullable String after) {
		return body(http().get()
			.uri((builder) -> Query.of(builder.path("/applications")).with("state", state).with("after", after).build())
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<OpenApplication>>() {
			}));
	}

	public void apply(Map<String, Object> said, String key) {
		http().post().uri("/applications").header("Idempotency-Key", key).body(said).retrieve().toBodilessEntity();
	}

	/** {@code accept refuse withdraw}. */
	public void applicationStep(String id, String step, Map<String, Object> said) {
		post("/applications/{id}/" + step, id, "", said);
	}

	/** Streams the rows that open to the person, as csv. */
	public void ownRows(String distribution, Sink sink) {
		http().get()
			.uri("/distributions/{distribution}/rows?format=csv&bom=true", distribution)
			.exchange((request, response) -> {
				if (response.getStatusCode().isError()) {
					this.calls.refuse(request, response);
				}
				sink.receive(response.getHeaders(), response.getBody());
				return true;
			});
	}

	public ListPage<Map<String, Object>> hits(@Nullable String state, @Nullable String after) {
		return body(http().get()
			.uri((builder) -> Query.of(builder.path("/negative-list/hits"))
				.with("state", state)
				.with("after", after)
				.build())
			.retrieve()
			.body(DOCUMENTS));
	}

	public void decideHit(String id, String decision, String reason) {
		post("/negative-list/hits/{id}/decision", id, "", Map.of("decision", decision, "reason", reason));
	}

	public List<Map<String, Object>> disputes() {
		return body(http().get().uri("/disputes").retrieve().body(DOCUMENTS)).items();
	}

	public void openDispute(Map<String, Object> said, String key) {
		http().post().uri("/disputes").header("Idempotency-Key", key).body(said).retrieve().toBodilessEntity();
	}

	public void decideDispute(String id, String decision, String reason) {
		post("/disputes/{id}/decision", id, "", Map.of("decision", decision, "reason", reason));
	}

	/** States a side's view. */
	public void stateDispute(String id, String statement, String key) {
		http().post()
			.uri("/disputes/{id}/statements", id)
			.header("Idempotency-Key", key)
			.body(Map.of("statement", statement))
			.retrieve()
			.toBodilessEntity();
	}

	public void withdrawDispute(String id, String reason) {
		post("/disputes/{id}/withdraw", id, "", reason.isBlank() ? Map.of() : Map.of("reason", reason));
	}

	/** Decisions as the audit recorded them. */
	public ListPage<Map<String, Object>> audit(Map<String, String> asked) {
		return body(http().get().uri((builder) -> {
			Query query = Query.of(builder.path("/audit"));
			asked.forEach(query::with);
			return query.build();
		}).retrieve().body(DOCUMENTS));
	}

	public List<Map<String, Object>> auditHeads() {
		return body(http().get().uri("/audit/heads").retrieve().body(DOCUMENTS)).items();
	}

	/** Streams the whole chain, for verifying it offline. */
	public void exportAudit(Sink sink) {
		http().get().uri("/audit/export").exchange((request, response) -> {
			if (response.getStatusCode().isError()) {
				this.calls.refuse(request, response);
			}
			sink.receive(response.getHeaders(), response.getBody());
			return true;
		});
	}

	private void post(String path, String id, String etag, Map<String, Object> said) {
		tagged(http().post().uri(path, id), etag).contentType(MediaType.APPLICATION_JSON)
			.body(said)
			.retrieve()
			.toBodilessEntity();
	}

	private static RestClient.RequestBodySpec tagged(RestClient.RequestBodySpec call, String etag) {
		return etag.isBlank() ? call : call.header(HttpHeaders.IF_MATCH, etag);
	}

	/**
	 * RFC 8187 has no place in a header of ours: anything outside ASCII travels
	 * percent-encoded.
	 */
	private static String headerValue(@Nullable String purpose) {
		String plain = (purpose == null) ? "" : purpose;
		return plain.chars().allMatch((c) -> c >= 0x20 && c < 0x7f) ? plain
				: java.net.URLEncoder.encode(plain, java.nio.charset.StandardCharsets.UTF_8);
	}

	private RestClient http() {
		return this.calls.sharing();
	}

	private static <T> T body(@Nullable T body) {
		return Objects.requireNonNull(body, "The gateway answered without a body");
	}

	/**
	 * Takes a stream on.
	 */
	@FunctionalInterface
	public interface Sink {

		void receive(HttpHeaders headers, InputStream bytes) throws IOException;

	}

}
