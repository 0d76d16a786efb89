package org.shuyuan.portal.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * What the person signed in does about erasing what records of a ledger hold. Every
 * method throws {@link CallRefused}.
 */
@Component
public class ErasureDesk {

	private final PersonalCalls calls;

	ErasureDesk(PersonalCalls calls) {
		this.calls = calls;
	}

	/** The requests, the newest first. */
	public ListPage<RequestedErasure> list(AuditLedger ledger, @Nullable String state, @Nullable String after) {
		return body(http(ledger).get()
			.uri((builder) -> Query.of(builder.path("/audit/erasures"))
				.with("state", state)
				.with("limit", "50")
				.with("after", after)
				.build())
			.retrieve()
			.body(new ParameterizedTypeReference<ListPage<RequestedErasure>>() {
			}));
	}

	public RequestedErasure find(AuditLedger ledger, String id) {
		return body(http(ledger).get().uri("/audit/erasures/{id}", id).retrieve().body(RequestedErasure.class));
	}

	/** The records themselves, as long as they hold anything. */
	public List<Map<String, Object>> records(AuditLedger ledger, List<String> ids) {
		return body(http(ledger).get().uri((builder) -> {
			Query query = Query.of(builder.path("/audit")).with("limit", Integer.toString(ids.size()));
			ids.forEach((id) -> query.with("record", id));
			return query.build();
		}).retrieve().body(new ParameterizedTypeReference<ListPage<Map<String, Object>>>() {
		})).items();
	}

	/** Asks for what a second person then does. */
	public RequestedErasure ask(AuditLedger ledger, List<String> records, String reason, String clause) {
		return body(http(ledger).post()
			.uri("/audit/erasures")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("records", records, "reason", reason, "clause", clause))
			.retrieve()
			.body(RequestedErasure.class));
	}

	/**
	 * Decides it.
	 * @param step carry-out, refuse or withdraw
	 */
	public void decide(AuditLedger ledger, String id, String step, Map<String, Object> said) {
		http(ledger).post()
			.uri("/audit/erasures/{id}/{step}", id, step)
			.contentType(MediaType.APPLICATION_JSON)
			.body(said)
			.retrieve()
			.toBodilessEntity();
	}

	private RestClient http(AuditLedger ledger) {
		return switch (ledger) {
			case SHARING -> this.calls.sharing();
			case CATALOGUE -> this.calls.catalogue();
			case IDENTITY -> this.calls.identity();
		};
	}

	private static <T> T body(@Nullable T body) {
		return Objects.requireNonNull(body, "The ledger answered without a body");
	}

}
