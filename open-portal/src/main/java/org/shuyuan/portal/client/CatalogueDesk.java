package org.shuyuan.portal.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * What the person signed in does in the catalogue. Every method throws
 * {@link CallRefused}.
 */
@Component
public class CatalogueDesk {

	private static final ParameterizedTypeReference<Map<String, Object>> DOCUMENT = new ParameterizedTypeReference<>() {
	};

	/** Most entries that a work list reads in full. */
	public static final int IN_FULL = 200;

	private final PersonalCalls calls;

	CatalogueDesk(PersonalCalls calls) {
		this.calls = calls;
	}

	/** The work list: own agency's entries, all for the authority. */
	public ListPage<ListedEntry> entries(@Nullable String agency, @Nullable String state, @Nullable String after) {
		return body(http().get()
			.uri((builder) -> Query.of(builder.path("/entries"))
				.with("agency", agency)
				.with("state", state)
				.with("limit", "50")
				.with("after", after)
				.build())
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<ListedEntry>>() {
			}));
	}

	/** A work list in full, oldest id first, {@value #IN_FULL} at most. */
	public List<EntryRead> entriesInFull(@Nullable String agency, String state) {
		List<EntryRead> read = new ArrayList<>();
		String after = null;
		do {
			ListPage<ListedEntry> page = entries(agency, state, after);
			page.items().stream().limit(IN_FULL - read.size()).map((listed) -> entry(listed.id())).forEach(read::add);
			after = page.after();
		}
		while (after != null && read.size() < IN_FULL);
		return read;
	}

	public EntryRead entry(String id) {
		return read(http().get().uri("/entries/{id}", id).accept(MediaType.APPLICATION_JSON).retrieve());
	}

	/** What everyone may see of an entry, regardless of who is signed in. */
	public PublicRead publicEntry(String id) {
		return body(http().get()
			.uri("/entries/{id}?view=public", id)
			.accept(MediaType.APPLICATION_JSON)
			.retrieve()
			.body(PublicRead.class));
	}

	/**
	 * What the public will see of the newest revision; nothing where it may not know of
	 * it.
	 */
	public Optional<Entry> preview(String id) {
		try {
			return Optional.of(body(http().get()
				.uri("/entries/{id}?view=preview", id)
				.accept(MediaType.APPLICATION_JSON)
				.retrieve()
				.body(Previewed.class)).entry());
		}
		catch (CallRefused ex) {
			if (ex.problem().status() == HttpStatus.NOT_FOUND.value()) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	public EntryRead register(Entry entry, String key) {
		return read(http().post().uri("/entries").header("Idempotency-Key", key).body(entry).retrieve());
	}

	public EntryRead edit(String id, Entry entry, String etag) {
		return read(http().put().uri("/entries/{id}", id).header(HttpHeaders.IF_MATCH, etag).body(entry).retrieve());
	}

	/** What is wrong with an entry, without saving it. */
	public List<Violation> check(Entry entry) {
		return body(http().post().uri("/validations").body(entry).retrieve().body(Checked.class)).violations();
	}

	public void assess(String id, String kind, String outcome, @Nullable String note) {
		post("/entries/{id}/assessments", id,
				Map.of("kind", kind, "outcome", outcome, "note", (note == null) ? "" : note), null);
	}

	public void consent(String id, String etag) {
		post("/entries/{id}/consent", id, Map.of(), etag);
	}

	/**
	 * Moves an entry on.
	 * @param step {@code submit publish return suspend resume retire}
	 */
	public void step(String id, String step, Map<String, ?> said, @Nullable String etag) {
		post("/entries/{id}/" + step, id, said, etag);
	}

	public List<Revision> revisions(String id) {
		return body(http().get()
			.uri("/entries/{id}/revisions", id)
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<Revision>>() {
			})).items();
	}

	/** One revision in full. */
	public Entry revision(String id, int revision) {
		return body(http().get()
			.uri("/entries/{id}/revisions/{revision}", id, revision)
			.accept(MediaType.APPLICATION_JSON)
			.retrieve()
			.body(EntryRead.class)).entry();
	}

	/** What departments may find, beyond what the public sees. */
	public ListPage<Found> search(String q, @Nullable String after) {
		return body(http().get()
			.uri((builder) -> Query.of(builder.path("/search"))
				.with("view", "internal")
				.with("q", q)
				.with("limit", "20")
				.with("after", after)
				.build())
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<Found>>() {
			}));
	}

	/** What importing a workbook would do; nothing is stored. */
	public <T> T rehearse(String agency, MediaType type, Resource file, Class<T> shape) {
		return body(http().post()
			.uri((builder) -> Query.of(builder.path("/workbooks/rehearsals")).with("agency", agency).build())
			.contentType(type)
			.accept(MediaType.APPLICATION_JSON)
			.body(file)
			.retrieve()
			.body(shape));
	}

	/** The workbook with its faults at their cells, in the reader's language. */
	public ResponseEntity<byte[]> annotate(String agency, MediaType type, Resource file, String language) {
		return http().post()
			.uri((builder) -> Query.of(builder.path("/workbooks/annotations")).with("agency", agency).build())
			.contentType(type)
			.header(HttpHeaders.ACCEPT_LANGUAGE, language)
			.body(file)
			.retrieve()
			.toEntity(byte[].class);
	}

	/** An empty workbook in a layout of the guide. */
	public ResponseEntity<byte[]> template(String layout) {
		return http().get().uri("/workbooks/{layout}/template", layout).retrieve().toEntity(byte[].class);
	}

	/** An agency's entries as a workbook in a layout of the guide. */
	public ResponseEntity<byte[]> workbook(String layout, String agency) {
		return http().get()
			.uri("/workbooks/{layout}?agency={agency}", layout, agency)
			.retrieve()
			.toEntity(byte[].class);
	}

	/**
	 * Registers many.
	 * @param type media type of the file
	 * @return one result per record, as newline-delimited JSON
	 */
	public String registerMany(String agency, String completeness, @Nullable String source, MediaType type,
			Resource file) {
		return body(http().post()
			.uri((builder) -> Query.of(builder.path("/imports"))
				.with("agency", agency)
				.with("completeness", completeness)
				.with("source", source)
				.build())
			.contentType(type)
			.accept(MediaType.APPLICATION_NDJSON)
			.body(file)
			.retrieve()
			.body(String.class));
	}

	/** The single sources of a data element. */
	public List<Map<String, Object>> sources(String element) {
		return list(http().get().uri("/sources?element={element}", element).retrieve());
	}

	public void dispute(String entry, String item, String reason, String key) {
		http().post()
			.uri("/conflicts")
			.header("Idempotency-Key", key)
			.body(Map.of("entry", entry, "item", item, "reason", reason))
			.retrieve()
			.toBodilessEntity();
	}

	/** States a claimant's view of a conflict. */
	public void stateConflict(String id, String statement, String key) {
		http().post()
			.uri("/conflicts/{id}/statements", id)
			.header("Idempotency-Key", key)
			.body(Map.of("statement", statement))
			.retrieve()
			.toBodilessEntity();
	}

	public ListPage<Conflict> conflicts(@Nullable String state) {
		return body(http().get()
			.uri((builder) -> Query.of(builder.path("/conflicts")).with("state", state).build())
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<Conflict>>() {
			}));
	}

	/** Conflicts whose decision leaves an agency something to do that is not done yet. */
	public ListPage<Conflict> conflictsWithOpenDuties() {
		return body(http().get()
			.uri("/conflicts?duty=open&limit=200")
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<Conflict>>() {
			}));
	}

	public void decideConflict(String id, String lead, String reason) {
		post("/conflicts/{id}/decision", id, Map.of("lead", lead, "reason", reason), null);
	}

	public List<Agency> agencies() {
		return body(http().get()
			.uri("/agencies?limit=200")
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<Agency>>() {
			})).items();
	}

	public List<Map<String, Object>> assignments(String agency) {
		return list(http().get().uri("/assignments?agency={agency}", agency).retrieve());
	}

	public Map<String, Object> statistics() {
		return body(http().get().uri("/statistics").retrieve().body(DOCUMENT));
	}

	private List<Map<String, Object>> list(RestClient.ResponseSpec answer) {
		return body(answer.body(new ParameterizedTypeReference<ListPage<Map<String, Object>>>() {
		})).items();
	}

	private void post(String path, String id, Map<String, ?> said, @Nullable String etag) {
		RestClient.RequestBodySpec request = http().post().uri(path, id).contentType(MediaType.APPLICATION_JSON);
		if (etag != null && !etag.isEmpty()) {
			request.header(HttpHeaders.IF_MATCH, etag);
		}
		request.body(said).retrieve().toBodilessEntity();
	}

	private static EntryRead read(RestClient.ResponseSpec answer) {
		ResponseEntity<EntryRead> read = answer.toEntity(EntryRead.class);
		return body(read.getBody()).tagged(read.getHeaders().getETag());
	}

	private RestClient http() {
		return this.calls.catalogue();
	}

	private static <T> T body(@Nullable T body) {
		return Objects.requireNonNull(body, "The catalogue answered without a body");
	}

	private record Checked(List<Violation> violations) {

		Checked {
			violations = (violations == null) ? List.of() : List.copyOf(violations);
		}

	}

	/**
	 * One line of the work list.
	 */
	public record ListedEntry(String id, @Nullable String key, Text title, String agency, LifecycleState state,
			int revision, @Nullable Integer publishedRevision, @Nullable String completeness,
			@Nullable Instant changed) {
	}

	/**
	 * One revision in an entry's history.
	 */
	public record Revision(int revision, @Nullable String state, @Nullable Instant at, @Nullable String by,
			@Nullable String change, @Nullable String note, @Nullable Assessed assessment) {
	}

	/**
	 * Which assessment was recorded, with its outcome.
	 */
	public record Assessed(String kind, String outcome) {
	}

	/**
	 * What a search found.
	 *
	 * @param allWords whether it matches all words of the query
	 */
	public record Found(String id, Text title, @Nullable Text description, @Nullable String agency,
			@Nullable Text agencyName, @Nullable String sharing, @Nullable String openness, @Nullable Long rows,
			@Nullable Boolean allWords) {
	}

	/**
	 * An agency 部门.
	 */
	public record Agency(String id, Text name, @Nullable String kind, @Nullable String level, @Nullable String area,
			@Nullable String parent) {
	}

	/**
	 * Agencies that claim one data element for one kind of entity and one area.
	 */
	public record Conflict(String id, @Nullable String element, @Nullable String entityKind, @Nullable String area,
			List<Claimant> claimants, @Nullable String reason, @Nullable String state, List<Statement> statements,
			@Nullable String lead, @Nullable String decision, List<Duty> duties, Actions actions) {

		public Conflict {
			claimants = (claimants == null) ? List.of() : List.copyOf(claimants);
			statements = (statements == null) ? List.of() : List.copyOf(statements);
			duties = (duties == null) ? List.of() : List.copyOf(duties);
			actions = (actions == null) ? Actions.NONE : actions;
		}

	}

	/**
	 * What one claimant says.
	 */
	public record Statement(@Nullable String agency, @Nullable Instant at, @Nullable String text) {
	}

	/**
	 * An item that must no longer be collected.
	 */
	public record Duty(@Nullable String agency, @Nullable String entry, @Nullable String item, @Nullable String due,
			@Nullable Boolean overdue, @Nullable String done) {
	}

	/**
	 * One of the agencies in a conflict.
	 */
	public record Claimant(String agency, @Nullable String entry, @Nullable String item) {
	}

	private record Previewed(Entry entry) {
	}

}
