package org.shuyuan.standalone.city;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Parses how a column is generated: one word and its arguments, such as
 * {@code pick 公办*5,民办*1}, {@code normal 27 4.2 1} (mean, deviation, decimals) or
 * {@code daily 2026-03-01 by 186} (one day for each 186 rows).
 */
final class ColumnGenerators {

	private static final List<String> TIMES = List.of("hourly", "daily", "weekly", "monthly", "quarterly");

	private ColumnGenerators() {
	}

	/** Whether the column gives its rows their moment. */
	static boolean tellsTime(String how) {
		return TIMES.contains(how.split(" ", 2)[0]);
	}

	/** The moment of a row by a timestamp column. */
	static LocalDateTime moment(String how, int row) {
		String[] words = how.split(" ");
		LocalDateTime start = LocalDate.parse(words[1]).atStartOfDay();
		long step = row / Integer.parseInt(words[3]);
		return switch (words[0]) {
			case "hourly" -> start.plusHours(step);
			case "daily" -> start.plusDays(step);
			case "weekly" -> start.plusWeeks(step);
			case "monthly" -> start.plusMonths(step);
			default -> start.plusMonths(3 * step);
		};
	}

	static CellGenerator of(String how, List<String> agencies) {
		String[] words = how.split(" ");
		String rest = (words.length > 1) ? how.substring(words[0].length() + 1) : "";
		return switch (words[0]) {
			case "hourly" -> (row) -> row.moment().toString() + ":00";
			case "daily", "weekly", "monthly", "quarterly" -> (row) -> row.moment().toLocalDate().toString();
			case "serial" -> (row) -> String.format(Locale.ROOT, rest, row.number() + 1);
			case "numbered" -> (row) -> (row.number() % 186 + 1) + rest;
			case "lines" -> (row) -> (row.number() % 186 + 1) + "路";
			case "gauges" -> (row) -> "雨量站%02d".formatted(row.number() % 36 + 1);
			case "sections" -> (row) -> "渚江断面%02d".formatted(row.number() % 48 + 1);
			case "districts" -> (row) -> InventedNames.DISTRICTS.get(row.number() % InventedNames.DISTRICTS.size());
			case "turn" -> turn(rest.split(","));
			case "pick" -> pick(rest.split(","));
			case "agency" -> (row) -> agencies.get(row.random().nextInt(agencies.size()));
			case "moment" ->
				(row) -> LocalDateTime.of(2026, 6, 1, 6, 0).plusSeconds(row.random().nextInt(1_400_000)).toString();
			case "date" -> date(rest.split("\\.\\."));
			case "leaked-note" -> ColumnGenerators::note;
			default -> (words.length > 1 && !"place".equals(words[0]) && !"company".equals(words[0])) ? number(words)
					: name(words[0], rest);
		};
	}

	private static CellGenerator name(String kind, String suffix) {
		return switch (kind) {
			case "place" -> (row) -> InventedNames.place(suffix, row.random());
			case "company" -> (row) -> InventedNames.company(suffix, row.random());
			case "district" -> (row) -> InventedNames.district(row.random());
			case "road" -> (row) -> InventedNames.road(row.random());
			case "address" -> (row) -> InventedNames.address(row.random());
			case "person" -> (row) -> InventedNames.person(row.random());
			case "resident-id" -> (row) -> InventedNumbers.residentId(row.random());
			case "mobile" -> (row) -> InventedNumbers.mobile(row.random());
			case "landline" -> (row) -> InventedNumbers.landline(row.random());
			case "credit-code" -> (row) -> InventedNumbers.creditCode(row.random());
			case "longitude" -> (row) -> decimal(123.2 + row.random().nextDouble() * 0.5, 5);
			case "latitude" -> (row) -> decimal(29.8 + row.random().nextDouble() * 0.4, 5);
			case "range" -> (row) -> "1-%d号".formatted(2 * row.random().nextInt(10, 300) + 1);
			case "rain" -> (row) -> decimal((row.random().nextInt(10) < 7) ? 0 : 9 * row.random().nextExponential(), 1);
			default -> throw new IllegalArgumentException("There is no generator for a column '" + kind + "'");
		};
	}

	private static CellGenerator number(String[] words) {
		double[] by = IntStream.range(1, words.length)
			.mapToObj((at) -> words[at])
			.flatMap((word) -> List.of(word.split("\\.\\.")).stream())
			.mapToDouble(Double::parseDouble)
			.toArray();
		return switch (words[0]) {
			case "chance" -> (row) -> (row.random().nextInt(100) < by[0]) ? "是" : "否";
			case "int" -> (row) -> String.valueOf(row.random().nextInt((int) by[0], (int) by[1] + 1));
			case "skewed" -> (row) -> decimal(by[0] + (by[1] - by[0]) * Math.pow(row.random().nextDouble(), 3), 0);
			case "rare" ->
				(row) -> String.valueOf((row.random().nextInt(4) > 0) ? 0 : row.random().nextInt((int) by[0] + 1));
			case "normal" -> (row) -> decimal(floor(by[0], row.random().nextGaussian(by[0], by[1])), (int) by[2]);
			case "lognormal" -> (row) -> decimal(Math.exp(row.random().nextGaussian(by[0], by[1])), (int) by[2]);
			case "daywave" -> (row) -> decimal(
					wave(row, by, (row.moment().getHour() - 8) / 12.0 + 0.25 * Math.sin(row.moment().getHour())), 0);
			case "weekwave" -> (row) -> decimal(wave(row, by, row.moment().getDayOfWeek().getValue() / 3.5 - 0.4), 0);
			case "yearwave" -> (row) -> decimal(wave(row, by, (row.moment().getDayOfYear() - 110) / 182.0),
					(by.length > 3) ? (int) by[3] : 1);
			default -> throw new IllegalArgumentException("There is no generator for a column '" + words[0] + "'");
		};
	}

	private static double wave(CellGenerator.Row row, double[] by, double phase) {
		return floor(by[0], by[0] + by[1] * Math.sin(Math.PI * phase) + row.random().nextGaussian(0, by[2]));
	}

	/** Quantities are not negative; changes around zero may be. */
	private static double floor(double mean, double value) {
		return (mean > 0) ? Math.max(0, value) : value;
	}

	private static String decimal(double value, int places) {
		return String.format(Locale.ROOT, "%." + places + "f", value);
	}

	private static CellGenerator turn(String[] values) {
		return (row) -> values[row.number() % values.length];
	}

	private static CellGenerator pick(String[] weighted) {
		List<String> bag = new ArrayList<>();
		for (String one : weighted) {
			String[] parts = one.split("\\*");
			for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
				bag.add(parts[0]);
			}
		}
		return (row) -> bag.get(row.random().nextInt(bag.size()));
	}

	private static CellGenerator date(String[] range) {
		LocalDate from = LocalDate.parse(range[0]);
		int days = (int) ChronoUnit.DAYS.between(from, LocalDate.parse(range[1])) + 1;
		return (row) -> from.plusDays(row.random().nextInt(days)).toString();
	}

	private static String note(CellGenerator.Row row) {
		RandomGenerator random = row.random();
		return switch (random.nextInt(12)) {
			case 0 -> "家属联系电话" + InventedNumbers.mobile(random);
			case 1 -> "证件" + InventedNumbers.residentId(random) + "已核对";
			default -> "按期随访";
		};
	}

}
