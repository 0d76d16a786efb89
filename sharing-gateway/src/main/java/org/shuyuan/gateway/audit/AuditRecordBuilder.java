package org.shuyuan.gateway.audit;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Builds a record component by component; what is not given is absent. */
public final class AuditRecordBuilder {

	private String id;

	private Instant at;

	private String subject;

	private @Nullable String agency;

	private String outcome;

	private @Nullable String reason;

	private String action;

	private @Nullable String entry;

	private @Nullable String distribution;

	private List<String> items = List.of();

	private @Nullable String purpose;

	private @Nullable String grant;

	private @Nullable String provider;

	private @Nullable Long count;

	AuditRecordBuilder(String id, Instant at, String subject, String outcome, String action) {
		this.id = id;
		this.at = at;
		this.subject = subject;
		this.outcome = outcome;
		this.action = action;
	}

	AuditRecordBuilder(AuditRecord from) {
		this.id = from.id();
		this.at = from.at();
		this.subject = from.subject();
		this.agency = from.agency();
		this.outcome = from.outcome();
		this.reason = from.reason();
		this.action = from.action();
		this.entry = from.entry();
		this.distribution = from.distribution();
		this.items = from.items();
		this.purpose = from.purpose();
		this.grant = from.grant();
		this.provider = from.provider();
		this.count = from.count();
	}

	/** Number of the decision. */
	public AuditRecordBuilder id(String id) {
		this.id = id;
		return this;
	}

	/** When it was decided. */
	public AuditRecordBuilder at(Instant at) {
		this.at = at;
		return this;
	}

	/** Opaque id of who asked, {@code public} for the public; never an address. */
	public AuditRecordBuilder subject(String subject) {
		this.subject = subject;
		return this;
	}

	/** Agency acted for. */
	public AuditRecordBuilder agency(@Nullable String agency) {
		this.agency = agency;
		return this;
	}

	/** {@code permit}, {@code refuse}, {@code stop} or {@code alarm}. */
	public AuditRecordBuilder outcome(String outcome) {
		this.outcome = outcome;
		return this;
	}

	/** Code of the reason of a refusal, stop or alarm. */
	public AuditRecordBuilder reason(@Nullable String reason) {
		this.reason = reason;
		return this;
	}

	/** What was to be done; the address without its ids where there was no decision. */
	public AuditRecordBuilder action(String action) {
		this.action = action;
		return this;
	}

	/** The entry. */
	public AuditRecordBuilder entry(@Nullable String entry) {
		this.entry = entry;
		return this;
	}

	/** The distribution. */
	public AuditRecordBuilder distribution(@Nullable String distribution) {
		this.distribution = distribution;
		return this;
	}

	/** The items permitted, or asked for. */
	public AuditRecordBuilder items(List<String> items) {
		this.items = items;
		return this;
	}

	/** The purpose named. */
	public AuditRecordBuilder purpose(@Nullable String purpose) {
		this.purpose = purpose;
		return this;
	}

	/** The grant named. */
	public AuditRecordBuilder grant(@Nullable String grant) {
		this.grant = grant;
		return this;
	}

	/** The agency whose data it is about. */
	public AuditRecordBuilder provider(@Nullable String provider) {
		this.provider = provider;
		return this;
	}

	/** How many refusals of one kind to the public it stands for; absent for one. */
	public AuditRecordBuilder count(@Nullable Long count) {
		this.count = count;
		return this;
	}

	/** As built. */
	public AuditRecord build() {
		return new AuditRecord(this.id, this.at, this.subject, this.agency, this.outcome, this.reason, this.action,
				this.entry, this.distribution, this.items, this.purpose, this.grant, this.provider, this.count);
	}

}
