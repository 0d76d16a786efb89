package org.shuyuan.gateway.intake.geography;

import java.util.Set;
import java.util.regex.Pattern;

import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.vocab.Text;

/**
 * The reference system of coordinates, as a file names it.
 *
 * @param name as the file has it; empty where it says nothing
 * @param geographic whether coordinates are degrees of longitude and latitude
 * @param registered whether that is an identifier of a register, and no words beside it
 */
public record CoordinateSystem(String name, boolean geographic, boolean registered) {

	/** WGS 84, CGCS2000, Beijing 1954, Xian 1980 and CRS84, in degrees. */
	private static final Set<String> DEGREES = Set.of("CRS84", "4326", "4490", "4214", "4610", "4979", "4480");

	private static final Pattern REGISTERED = Pattern
		.compile("(urn:ogc:def:crs:(OGC|EPSG):[0-9.]{0,8}:|EPSG:)[A-Z0-9]{1,10}");

	private static final int LONGEST_NAME = 200;

	/** GeoJSON without a word about it is WGS 84 (RFC 7946, section 4). */
	static final CoordinateSystem WGS_84 = new CoordinateSystem("", true, true);

	/**
	 * The one that GeoJSON names in its {@code crs} member.
	 * @param alone whether the member holds nothing beside the name
	 */
	static CoordinateSystem named(String name, boolean alone) {
		return new CoordinateSystem(name, DEGREES.contains(name.substring(name.lastIndexOf(':') + 1)),
				alone && REGISTERED.matcher(name).matches());
	}

	/** The one that is defined by well-known text (OGC 01-009), as in a .prj file. */
	static CoordinateSystem defined(String wellKnownText) {
		int from = wellKnownText.indexOf('"');
		int to = wellKnownText.indexOf('"', from + 1);
		String start = wellKnownText.strip();
		return new CoordinateSystem((from >= 0 && to > from) ? wellKnownText.substring(from + 1, to) : "",
				start.startsWith("GEOGCS") || start.startsWith("GEOGCRS") || start.startsWith("GEODCRS"), false);
	}

	/** Heading of the first coordinate of a point. */
	String first() {
		return this.geographic ? "经度" : "X坐标";
	}

	/** Heading of the second coordinate of a point. */
	String second() {
		return this.geographic ? "纬度" : "Y坐标";
	}

	/** Tells the steward what the coordinates refer to. */
	VersionNote note() {
		String known = this.name.substring(0, Math.min(LONGEST_NAME, this.name.length()));
		return this.name.isEmpty() ? new VersionNote("coordinate-system", Text.of("文件没有说明坐标系，按 WGS 84 经纬度处理，请核对",
				"The file names no coordinate system; coordinates are assumed to be WGS 84 degrees, please check"))
				: new VersionNote("coordinate-system",
						Text.of("坐标系：%s".formatted(known), "Coordinate system: %s".formatted(known)));
	}

}
