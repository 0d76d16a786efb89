package org.shuyuan.gateway.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.process.AllowedAction;

/**
 * A grant 授权 as both sides see it; {@code quota} and {@code used} count rows.
 *
 * @param rectifyBy last day to put misuse right, while suspended
 * @param history what was done with it, where it is read alone
 * @param actions what the caller may do with it now; absent within a request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantView(String id, String request, String state, String entry, String distribution, AgencyId provider,
		AgencyId requester, List<String> items, List<String> rows, String purpose, @Nullable Long quota,
		@Nullable Long callQuota, long used, long usedCalls, LocalDate until, @Nullable String reason,
		@Nullable String disposal, @Nullable Instant firstDelivery, @Nullable LocalDate rectifyBy,
		@Nullable List<SharingRequest.Done> history, @Nullable List<AllowedAction> actions, @JsonIgnore int version) {

	GrantView with(List<SharingRequest.Done> steps) {
		return new GrantView(this.id, this.request, this.state, this.entry, this.distribution, this.provider,
				this.requester, this.items, this.rows, this.purpose, this.quota, this.callQuota, this.used,
				this.usedCalls, this.until, this.reason, this.disposal, this.firstDelivery, this.rectifyBy, steps,
				this.actions, this.version);
	}

	GrantView allowing(List<AllowedAction> allowed) {
		return new GrantView(this.id, this.request, this.state, this.entry, this.distribution, this.provider,
				this.requester, this.items, this.rows, this.purpose, this.quota, this.callQuota, this.used,
				this.usedCalls, this.until, this.reason, this.disposal, this.firstDelivery, this.rectifyBy,
				this.history, allowed, this.version);
	}

}
