package org.shuyuan.gateway.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.AgencyId;

/**
 * A grant 授权 as both sides see it; {@code quota} and {@code used} count rows.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GrantView(String id, String request, String state, String entry, String distribution, AgencyId provider,
		AgencyId requester, List<String> items, List<String> rows, String purpose, @Nullable Long quota,
		@Nullable Long callQuota, long used, long usedCalls, LocalDate until, @Nullable String reason,
		@Nullable String disposal, @Nullable Instant firstDelivery, @JsonIgnore int version) {
}
