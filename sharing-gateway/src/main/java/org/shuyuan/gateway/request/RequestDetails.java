package org.shuyuan.gateway.request;

import java.time.LocalDate;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.web.JsonMembers;

/**
 * What a request states (Government Data Sharing Regulation, art. 20).
 *
 * @param entry the entry
 * @param distribution the distribution
 * @param items ids of the items asked for
 * @param rows conditions, each {@code column:operator:value}
 * @param basis legal basis 使用依据
 * @param scenario scenario 使用场景
 * @param scope scope 使用范围
 * @param mode sharing mode 共享方式
 * @param until last day of use 使用时限
 * @param purpose purpose 使用用途
 */
@Schema(name = "SharingRequestFields")
public record RequestDetails(@Nullable String entry, @Nullable String distribution, List<String> items,
		List<String> rows, @Nullable String basis, @Nullable String scenario, @Nullable String scope,
		@Nullable String mode, @Nullable LocalDate until, @Nullable String purpose) {

	static final List<String> MEMBERS = List.of("entry", "distribution", "items", "rows", "basis", "scenario", "scope",
			"mode", "until", "purpose");

	public RequestDetails {
		items = (items == null) ? List.of() : List.copyOf(items);
		rows = (rows == null) ? List.of() : List.copyOf(rows);
	}

	static RequestDetails read(JsonMembers given) {
		return new RequestDetails(given.text("entry").orElse(null), given.text("distribution").orElse(null),
				given.texts("items").orElse(List.of()), given.texts("rows").orElse(List.of()),
				given.text("basis").orElse(null), given.text("scenario").orElse(null), given.text("scope").orElse(null),
				given.text("mode").orElse(null), given.day("until").orElse(null), given.text("purpose").orElse(null));
	}

}
