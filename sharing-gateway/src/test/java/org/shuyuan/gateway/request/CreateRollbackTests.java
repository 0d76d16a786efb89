package org.shuyuan.gateway.request;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.web.GatewayIdempotency;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.RequestId;
import org.shuyuan.vocab.role.Role;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A request and its idempotency key are stored together or not at all. */
@GatewayTest
class CreateRollbackTests {

	private static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00011");

	private final GatewayIdempotency idempotency;

	private final RequestStore requests;

	private final JdbcClient sql;

	private final String key = UUID.randomUUID().toString();

	private final EntryId entry = EntryId.random();

	private final Caller caller = new Caller("officer-" + this.key, Set.of(Role.SHARING_OFFICER), AGENCY, true);

	CreateRollbackTests(@Autowired GatewayIdempotency idempotency, @Autowired RequestStore requests,
			@Autowired JdbcClient sql) {
		this.idempotency = idempotency;
		this.requests = requests;
		this.sql = sql;
	}

	@Test
	void storesBothWhereTheCreateSucceeds() {
		ResponseEntity<String> made = post(() -> ResponseEntity.status(HttpStatus.CREATED).body(create()));
		assertThat(made.getStatusCode()).isEqualTo(HttpStatus.CREATED);
		assertThat(storedRequests()).isEqualTo(1);
		assertThat(storedAnswer()).isPresent();
	}

	@Test
	void storesNeitherWhereTheCreateFailsAfterItsFirstStatement() {
		assertThatIllegalStateException().isThrownBy(() -> post(() -> {
			throw new IllegalStateException("Refused after storing " + create());
		}));
		assertThat(storedRequests()).isZero();
		assertThat(storedAnswer()).isEmpty();
	}

	@Test
	void storesNeitherWhereTheAnswerCannotBeKept() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> post(() -> ResponseEntity.status(HttpStatus.CREATED).body(new Unwritable(create()))));
		assertThat(storedRequests()).isZero();
		assertThat(storedAnswer()).isEmpty();
	}

	@Test
	void theKeyOfARolledBackCreateIsFreeAgain() {
		assertThatIllegalStateException().isThrownBy(() -> post(() -> {
			throw new IllegalStateException("Refused after storing " + create());
		}));
		post(() -> ResponseEntity.status(HttpStatus.CREATED).body(create()));
		assertThat(storedRequests()).isEqualTo(1);
	}

	@Test
	void withoutAKeyAFailedCreateStoresNothingEither() {
		assertThatIllegalStateException().isThrownBy(
				() -> this.idempotency.onceInTransaction(new MockHttpServletRequest("POST", "/"), this.caller, () -> {
					throw new IllegalStateException("Refused after storing " + create());
				}));
		assertThat(storedRequests()).isZero();
	}

	private <T> ResponseEntity<T> post(Supplier<ResponseEntity<T>> create) {
		MockHttpServletRequest http = new MockHttpServletRequest("POST", "/api/v1/sharing/requests");
		http.addHeader("Idempotency-Key", this.key);
		return this.idempotency.onceInTransaction(http, this.caller, create);
	}

	private String create() {
		RequestDetails details = new RequestDetails(this.entry.value(), DistributionId.random().value(), List.of(),
				List.of(), null, null, null, null, null, null);
		RequestId id = this.requests.create(details, Text.of("路灯"), AGENCY, AGENCY, "conditional",
				this.caller.subject());
		return id.value();
	}

	private long storedRequests() {
		return this.sql.sql("select count(*) from gateway.request where entry = :entry")
			.param("entry", this.entry.value())
			.query(Long.class)
			.single();
	}

	private Optional<String> storedAnswer() {
		return this.sql.sql("select body from gateway.idempotency where key = :key")
			.param("key", this.key)
			.query(String.class)
			.optional();
	}

	/** A body that JSON cannot be made of. */
	record Unwritable(String id) {

		@Override
		public String id() {
			throw new IllegalStateException("Cannot be written: " + this.id);
		}

	}

}
