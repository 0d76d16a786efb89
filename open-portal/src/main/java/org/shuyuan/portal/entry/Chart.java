package org.shuyuan.portal.entry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.gateway.GroupCounts;

/**
 * A picture of a whole table: rows counted, or a number added up or averaged, by time or
 * by name.
 *
 * @param asked what it shows
 * @param points what is drawn, in order
 * @param others how many further values are put together in the last bar, 0 if none
 * @param earlier how many earlier days or months are left out, 0 if none
 * @param least bottom of the axis
 * @param most top of the axis
 */
record Chart(ChartRequest asked, List<Point> points, long others, long earlier, double least, double most) {

	private static final double WIDTH = 600;

	private static final double HEIGHT = 200;

	/**
	 * One value.
	 *
	 * @param label day or name; absent for rows without one, and for all the others
	 * @param rest whether it sums up all the others
	 * @param value the number
	 * @param share of the axis, 0 to 1
	 */
	record Point(@Nullable String label, boolean rest, double value, double share) {

		/** The number as people read it. */
		public String text() {
			return Chart.text(this.value);
		}

		/** Length of its bar. */
		public String percent() {
			return "%.1f%%".formatted(100 * this.share);
		}

	}

	/** The corners of the line, as SVG has them. */
	public String path() {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < this.points.size(); i++) {
			path.append("%.1f,%.1f ".formatted(WIDTH * i / Math.max(1, this.points.size() - 1),
					HEIGHT * (1 - this.points.get(i).share())));
		}
		return path.toString().strip();
	}

	/** The line with the area below it. */
	public String area() {
		return "0,%1$.0f %2$s %3$.0f,%1$.0f".formatted(HEIGHT, path(), WIDTH);
	}

	/** Whether it is a line over time; otherwise bars. */
	public boolean line() {
		return this.asked.unit() != null;
	}

	/** The key of the words above it. */
	public String title() {
		return "portal.chart." + this.asked.measure();
	}

	/** A value on the axis, from 0 at the bottom to 1 at the top. */
	public String mark(double share) {
		return text(this.least + share * (this.most - this.least));
	}

	/** A label in the middle of the line or at its ends, from 0 to 1. */
	public String label(double share) {
		return Objects.requireNonNullElse(this.points.get((int) (share * (this.points.size() - 1))).label(), "");
	}

	static Optional<Chart> of(ChartRequest asked, GroupCounts groupCounts) {
		boolean line = asked.unit() != null;
		List<Point> raw = new ArrayList<>();
		for (GroupCounts.Group group : groupCounts.groups()) {
			Double value = asked.of().isEmpty() ? Double.valueOf(group.rows()) : group.number();
			if (value != null && (!line || group.value() != null)) {
				raw.add(new Point(group.value(), false, value, 0));
			}
		}
		GroupCounts.Others rest = groupCounts.others();
		if (!line && rest != null) {
			Double value = asked.of().isEmpty() ? Double.valueOf(rest.rows()) : rest.number();
			if (value != null) {
				raw.add(new Point(null, true, value, 0));
			}
		}
		double low = raw.stream().mapToDouble(Point::value).min().orElse(0);
		double high = raw.stream().mapToDouble(Point::value).max().orElse(0);
		if (raw.size() < (line ? 3 : 2) || low == high || (!line && low < 0)) {
			return Optional.empty();
		}
		double least = (line && (low < 0 || (high - low) < high / 4)) ? floor(low, high - low) : 0;
		double most = line ? -floor(-high, high - least) : high;
		List<Point> points = raw.stream()
			.map((one) -> new Point(one.label(), one.rest(), one.value(), (one.value() - least) / (most - least)))
			.toList();
		return Optional.of(new Chart(asked, points, (!line && rest != null) ? rest.values() : 0,
				(line && rest != null) ? rest.values() : 0, least, most));
	}

	/** The round number at or below a value, for an axis so long. */
	private static double floor(double value, double length) {
		double step = Math.pow(10, Math.floor(Math.log10(length))) / 2;
		return Math.floor(value / step) * step;
	}

	static String text(double value) {
		int places = (Math.abs(value) >= 1000) ? 0 : (Math.abs(value) >= 1) ? 2 : 4;
		BigDecimal number = new BigDecimal(value).setScale(places, RoundingMode.HALF_UP).stripTrailingZeros();
		return ("%,." + Math.max(0, number.scale()) + "f").formatted(number);
	}

}
