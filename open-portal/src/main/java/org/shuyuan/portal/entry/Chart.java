package org.shuyuan.portal.entry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.shuyuan.portal.gateway.Data;
import org.shuyuan.portal.gateway.Rows;

/**
 * A picture of a small table: a number by day or by name, or how many rows have each of a
 * few values. Only whole tables are drawn, so that no picture shows a part as the whole.
 *
 * @param of name of the column with the numbers, empty where rows are counted
 * @param by name of the column they are drawn by
 * @param line whether it is a line over time; otherwise bars
 * @param points what is drawn, in order
 */
record Chart(String of, String by, boolean line, List<Point> points) {

	private static final int MOST_BARS = 15;

	private static final int MOST_POINTS = 200;

	/**
	 * One value.
	 *
	 * @param label day or name
	 * @param value the number as the table has it
	 * @param x across, 0 to 600
	 * @param y top, 0 to 200
	 * @param length width of the bar, 0 to 400
	 */
	record Point(String label, String value, double x, double y, double length) {
	}

	/** The corners of the line, as SVG has them. */
	public String path() {
		StringBuilder path = new StringBuilder();
		for (Point point : this.points) {
			path.append("%.1f,%.1f ".formatted(point.x(), point.y()));
		}
		return path.toString();
	}

	/** The key of the words above it. */
	public String title() {
		return this.of.isEmpty() ? "portal.chart.count" : "portal.chart";
	}

	static Optional<Chart> of(Data data, Rows rows) {
		Data.Table table = data.table();
		if (table == null || table.rows() > rows.rows().size() || rows.rows().size() < 3) {
			return Optional.empty();
		}
		int number = index(table, Data.Column::numeric);
		int day = index(table, Data.Column::temporal);
		int name = index(table, (column) -> "string".equals(column.type()));
		if (number < 0) {
			return count(table, rows);
		}
		if (day >= 0 && rows.rows().size() <= MOST_POINTS && different(rows, day)) {
			return draw(table, rows, number, day, true);
		}
		return (name >= 0 && rows.rows().size() <= MOST_BARS && different(rows, name))
				? draw(table, rows, number, name, false) : count(table, rows);
	}

	/** How many rows have each value of the first column that has only a few. */
	private static Optional<Chart> count(Data.Table table, Rows rows) {
		for (int i = 0; i < table.columns().size(); i++) {
			if (!"string".equals(table.columns().get(i).type())) {
				continue;
			}
			Map<String, Integer> counts = new TreeMap<>();
			for (List<String> row : rows.rows()) {
				counts.merge((i < row.size()) ? row.get(i) : "", 1, Integer::sum);
			}
			if (counts.size() < 2 || counts.size() > MOST_BARS || counts.containsKey("")) {
				continue;
			}
			double most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
			List<Point> points = new ArrayList<>();
			counts.entrySet()
				.stream()
				.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
				.forEach((one) -> points.add(new Point(one.getKey(), String.valueOf(one.getValue()), 0,
						28.0 * points.size(), 400 * one.getValue() / most)));
			return Optional.of(new Chart("", table.columns().get(i).name(), false, points));
		}
		return Optional.empty();
	}

	private static int index(Data.Table table, java.util.function.Predicate<Data.Column> wanted) {
		for (int i = 0; i < table.columns().size(); i++) {
			if (wanted.test(table.columns().get(i))) {
				return i;
			}
		}
		return -1;
	}

	private static boolean different(Rows rows, int column) {
		Set<String> seen = new HashSet<>();
		return rows.rows().stream().allMatch((row) -> column < row.size() && seen.add(row.get(column)));
	}

	private static Optional<Chart> draw(Data.Table table, Rows rows, int number, int by, boolean line) {
		List<List<String>> sorted = new ArrayList<>(rows.rows());
		if (line) {
			sorted.sort(Comparator.comparing((row) -> row.get(by)));
		}
		double[] values = new double[sorted.size()];
		double most = 0;
		double least = 0;
		for (int i = 0; i < values.length; i++) {
			try {
				values[i] = Double.parseDouble(sorted.get(i).get(number));
			}
			catch (NumberFormatException | IndexOutOfBoundsException ex) {
				return Optional.empty();
			}
			most = Math.max(most, values[i]);
			least = Math.min(least, values[i]);
		}
		if (most == least || (!line && least < 0)) {
			return Optional.empty();
		}
		List<Point> points = new ArrayList<>();
		for (int i = 0; i < values.length; i++) {
			double share = (values[i] - least) / (most - least);
			points.add(new Point(sorted.get(i).get(by), sorted.get(i).get(number),
					line ? 10 + 580.0 * i / Math.max(1, values.length - 1) : 0, line ? 190 - 175 * share : 28.0 * i,
					400 * share));
		}
		return Optional.of(new Chart(table.columns().get(number).name(), table.columns().get(by).name(), line, points));
	}

}
