package org.shuyuan.portal.entry;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.shuyuan.portal.gateway.Profile;
import org.shuyuan.portal.gateway.Rows;

/**
 * The locations of a table's rows, drawn to scale without a base map.
 *
 * @param dots a path with a dot for each row, in a picture 600 wide
 * @param height of the picture
 * @param shown how many rows are drawn
 * @param all whether these are all rows that have a place
 * @param west least longitude, in degrees
 * @param east largest longitude
 * @param south least latitude
 * @param north largest latitude
 * @param scale length of the scale bar, in kilometres
 * @param scaleWidth its length in the picture
 */
record DotMap(String dots, double height, int shown, boolean all, double west, double east, double south, double north,
		double scale, double scaleWidth) {

	/** Most rows that are drawn. */
	static final int MOST = 3000;

	private static final double WIDTH = 600;

	private static final double MARGIN = 16;

	private static final double KILOMETRES_PER_DEGREE = 111.32;

	private static final Pattern LONGITUDE = Pattern.compile("经度|longitude|lon|lng", Pattern.CASE_INSENSITIVE);

	private static final Pattern LATITUDE = Pattern.compile("纬度|latitude|lat", Pattern.CASE_INSENSITIVE);

	/** The two columns of a row's coordinates: longitude, latitude. */
	static Optional<List<String>> columns(Profile profile) {
		Optional<String> longitude = column(profile, LONGITUDE, 180);
		Optional<String> latitude = column(profile, LATITUDE, 90);
		return longitude.flatMap((east) -> latitude.map((north) -> List.of(east, north)));
	}

	private static Optional<String> column(Profile profile, Pattern name, double most) {
		return profile.columns()
			.stream()
			.filter((column) -> column.numeric() && name.matcher(column.name()).matches() && within(column.min(), most)
					&& within(column.max(), most))
			.map(Profile.Column::name)
			.findFirst();
	}

	private static boolean within(@org.jspecify.annotations.Nullable String value, double most) {
		try {
			return value != null && Math.abs(Double.parseDouble(value)) <= most;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	static Optional<DotMap> of(Rows rows) {
		List<double[]> places = rows.rows().stream().flatMap((row) -> place(row).stream()).toList();
		double west = places.stream().mapToDouble((at) -> at[0]).min().orElse(0);
		double east = places.stream().mapToDouble((at) -> at[0]).max().orElse(0);
		double south = places.stream().mapToDouble((at) -> at[1]).min().orElse(0);
		double north = places.stream().mapToDouble((at) -> at[1]).max().orElse(0);
		if (places.size() < 3 || west == east || south == north) {
			return Optional.empty();
		}
		double narrowing = Math.cos(Math.toRadians((south + north) / 2));
		double unit = (WIDTH - 2 * MARGIN) / ((east - west) * narrowing);
		double height = (north - south) * unit;
		if (height > WIDTH) {
			unit *= WIDTH / height;
			height = WIDTH;
		}
		double left = (WIDTH - (east - west) * narrowing * unit) / 2;
		StringBuilder dots = new StringBuilder();
		for (double[] at : places) {
			dots.append("M%.1f %.1fh0".formatted(left + (at[0] - west) * narrowing * unit,
					MARGIN + (north - at[1]) * unit));
		}
		double kilometre = unit / KILOMETRES_PER_DEGREE;
		double scale = round(WIDTH / 4 / kilometre);
		return Optional.of(new DotMap(dots.toString(), height + 2 * MARGIN, places.size(), rows.after() == null, west,
				east, south, north, scale, scale * kilometre));
	}

	private static Optional<double[]> place(List<String> row) {
		try {
			return Optional.of(new double[] { Double.parseDouble(row.get(0)), Double.parseDouble(row.get(1)) });
		}
		catch (NumberFormatException | IndexOutOfBoundsException ex) {
			return Optional.empty();
		}
	}

	/** The largest of 1, 2, 5 times a power of ten that is not longer. */
	private static double round(double length) {
		double power = Math.pow(10, Math.floor(Math.log10(length)));
		double leading = length / power;
		return power * ((leading >= 5) ? 5 : (leading >= 2) ? 2 : 1);
	}

	/** Its scale in words. */
	public String scaleText() {
		return (this.scale >= 1) ? "%.0f km".formatted(this.scale) : "%.0f m".formatted(1000 * this.scale);
	}

	/** Length of the scale bar, of the picture's width. */
	public String scalePercent() {
		return "%.1f%%".formatted(100 * this.scaleWidth / WIDTH);
	}

	/** Degrees as people read them. */
	public String degrees(double value) {
		return "%.2f°".formatted(value);
	}

}
