package org.shuyuan.portal.entry;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.gateway.Profile;

/**
 * A question that the columns of a table invite: how a number goes over time, or how rows
 * or a number are spread over a few names.
 *
 * @param by name of the column the rows are put together by
 * @param unit unit of time; absent for names
 * @param measure {@code count}, {@code sum} or {@code mean}
 * @param of name of the column with the numbers, empty for a count
 * @param top most groups
 */
record ChartRequest(String by, @Nullable String unit, String measure, String of, int top) {

	private static final int MOST_NAMES = 40;

	private static final int BARS = 20;

	private static final int POINTS = 200;

	/** A row is one thing of a kind, not a figure, where a column identifies rows. */
	private static final double ALL_DIFFERENT = .95;

	private static final Pattern NOT_A_FIGURE = Pattern
		.compile("年份|年度|编号|编码|代码|电话|经度|纬度|longitude|latitude|lng|lon|lat|year|code|id", Pattern.CASE_INSENSITIVE);

	private static final Pattern AVERAGED = Pattern
		.compile("率|均|价|限值|指数|浓度|比例|度$|高$|径$|时限|强$|index|rate|price|ratio|mean", Pattern.CASE_INSENSITIVE);

	private static final Pattern ADDED = Pattern
		.compile("数$|量$|额$|次$|人数|收入|支出|损失|面积|造价|登记$|数）$|count|total|amount|number", Pattern.CASE_INSENSITIVE);

	private static final Pattern PLACE = Pattern.compile("区县|区$|县$|district|区域|街道", Pattern.CASE_INSENSITIVE);

	/** What the API is asked. */
	Map<String, String> query() {
		Map<String, String> query = new java.util.LinkedHashMap<>(
				Map.of("by", this.by, "measure", this.measure, "top", String.valueOf(this.top)));
		if (this.unit != null) {
			query.put("unit", this.unit);
		}
		if (!this.of.isEmpty()) {
			query.put("of", this.of);
		}
		return query;
	}

	/** At most one over time and one over names. */
	static List<ChartRequest> of(Profile profile, long rows) {
		List<Profile.Column> columns = profile.columns();
		Optional<Profile.Column> name = columns.stream()
			.filter((column) -> names(column, rows))
			.min(Comparator.comparing((Profile.Column column) -> !PLACE.matcher(column.name()).find()));
		boolean things = columns.stream()
			.anyMatch((column) -> "string".equals(column.type()) && column.distinct() >= ALL_DIFFERENT * rows
					&& rows > BARS);
		Optional<Profile.Column> number = things ? Optional.empty()
				: columns.stream().filter(ChartRequest::figure).findFirst();
		String measure = number.map(ChartRequest::measure).orElse("count");
		String of = number.map(Profile.Column::name).orElse("");
		List<ChartRequest> wanted = new ArrayList<>();
		columns.stream()
			.filter((column) -> column.temporal() && column.distinct() > 2)
			.findFirst()
			.ifPresent((time) -> unit(time)
				.ifPresent((unit) -> wanted.add(new ChartRequest(time.name(), unit, measure, of, POINTS))));
		name.ifPresent((column) -> wanted.add(new ChartRequest(column.name(), null, measure, of, BARS)));
		return wanted;
	}

	private static boolean names(Profile.Column column, long rows) {
		boolean few = column.distinct() >= 2 && column.distinct() <= MOST_NAMES
				&& (column.distinct() * 3 <= rows || rows <= BARS);
		return "string".equals(column.type()) && few && column.nulls() * 2 < rows;
	}

	private static boolean figure(Profile.Column column) {
		return column.numeric() && column.distinct() > 2 && !NOT_A_FIGURE.matcher(column.name()).find();
	}

	private static String measure(Profile.Column column) {
		boolean adds = ADDED.matcher(column.name()).find() && !AVERAGED.matcher(column.name()).find();
		return adds ? "sum" : "mean";
	}

	private static Optional<String> unit(Profile.Column time) {
		try {
			LocalDate first = LocalDate.parse(String.valueOf(time.min()).substring(0, 10));
			LocalDate last = LocalDate.parse(String.valueOf(time.max()).substring(0, 10));
			long days = ChronoUnit.DAYS.between(first, last);
			return Optional.of((days <= 120) ? "day" : (days <= 3700) ? "month" : "year");
		}
		catch (DateTimeParseException | StringIndexOutOfBoundsException ex) {
			return Optional.empty();
		}
	}

}
