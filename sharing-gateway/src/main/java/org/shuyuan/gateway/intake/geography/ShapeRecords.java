package org.shuyuan.gateway.intake.geography;

import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;

/**
 * The shapes of a shapefile, one after the other, in two dimensions; of a point its
 * height too.
 */
final class ShapeRecords {

	private static final int HEAD = 100;

	private static final int CODE = 9994;

	private static final int LONGEST = 16 << 20;

	private static final int POINT = 1;

	private static final int LINES = 3;

	private static final int POLYGON = 5;

	private static final int POINTS = 8;

	/** Shapes with height have ten more, shapes with a measure twenty more. */
	private static final int HEIGHT = 10;

	private final DataInputStream in;

	private final int type;

	private final ByteBuffer head;

	/** Bytes of the file that are left. */
	private long left;

	private ShapeRecords(DataInputStream in, ByteBuffer head) {
		this.in = in;
		this.head = head;
		this.type = head.getInt(32);
		this.left = Integer.toUnsignedLong(Integer.reverseBytes(head.getInt(24))) * 2 - HEAD;
	}

	static ShapeRecords of(DataInputStream in) throws IOException, NotATable {
		byte[] bytes = new byte[HEAD];
		in.readFully(bytes);
		ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		if (Integer.reverseBytes(head.getInt(0)) != CODE) {
			throw ShapefileReader.broken(null);
		}
		return new ShapeRecords(in, head);
	}

	/** Whether all shapes are within the ranges of longitude and latitude. */
	boolean mayBeDegrees() {
		return this.head.getDouble(36) >= -180 && this.head.getDouble(44) >= -90 && this.head.getDouble(52) <= 180
				&& this.head.getDouble(60) <= 90;
	}

	private boolean isPoint() {
		return this.type % HEIGHT == POINT && this.type < 30;
	}

	/** Headings of what {@link #next} returns. */
	List<String> headings(CoordinateSystem system) {
		if (!isPoint()) {
			return List.of("几何");
		}
		return (this.type == HEIGHT + POINT) ? List.of(system.first(), system.second(), "高程")
				: List.of(system.first(), system.second());
	}

	/** The next shape; nothing in it where there is none. */
	@Nullable String[] next() throws IOException, NotATable {
		@Nullable String[] cells = new @Nullable String[isPoint() ? (this.type == HEIGHT + POINT) ? 3 : 2 : 1];
		if (this.left < 12) {
			return cells;
		}
		this.in.readInt();
		long length = Integer.toUnsignedLong(this.in.readInt()) * 2;
		this.left -= 8 + length;
		if (length > LONGEST || length < 4) {
			throw (length < 4) ? ShapefileReader.broken(null)
					: new NotATable("cell-too-long", "图形的坐标过多", "A shape has too many coordinates");
		}
		byte[] bytes = new byte[(int) length];
		this.in.readFully(bytes);
		ByteBuffer shape = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		try {
			fill(shape, cells);
		}
		catch (IndexOutOfBoundsException cut) {
			throw ShapefileReader.broken(cut);
		}
		return cells;
	}

	private void fill(ByteBuffer shape, @Nullable String[] cells) throws NotATable {
		int kind = shape.getInt(0);
		if (kind == 0) {
			return;
		}
		if (kind != this.type) {
			throw ShapefileReader.broken(null);
		}
		if (isPoint()) {
			for (int i = 0; i < cells.length; i++) {
				cells[i] = number(shape.getDouble(4 + 8 * i));
			}
			return;
		}
		cells[0] = switch (kind % HEIGHT) {
			case POINTS -> "MULTIPOINT (" + points(shape, 40, 0, shape.getInt(36)) + ")";
			case LINES -> lines(parts(shape));
			case POLYGON -> polygons(parts(shape));
			default -> throw new NotATable("shape-unknown", "图形类型 %d 不能读取".formatted(kind),
					"Shapes of type %d are not read".formatted(kind));
		};
	}

	/**
	 * Coordinates of one part.
	 *
	 * @param inner whether it is a ring that runs against the clock: a hole
	 */
	private record Part(String points, boolean inner) {
	}

	private static List<Part> parts(ByteBuffer shape) {
		int count = shape.getInt(36);
		int all = shape.getInt(40);
		int from = 44 + 4 * count;
		if (count < 0 || all < 0 || (long) count * 4 + (long) all * 16 > shape.limit()) {
			throw new IndexOutOfBoundsException();
		}
		List<Part> parts = new ArrayList<>();
		int begin = 0;
		for (int i = 0; i < count; i++) {
			int end = (i + 1 < count) ? shape.getInt(48 + 4 * i) : all;
			if (end < begin || end > all) {
				throw new IndexOutOfBoundsException();
			}
			parts.add(new Part(points(shape, from, begin, end), area(shape, from, begin, end) > 0));
			begin = end;
		}
		return parts;
	}

	private static String points(ByteBuffer shape, int from, int begin, int end) {
		StringJoiner points = new StringJoiner(", ");
		for (int i = begin; i < end; i++) {
			points.add(number(shape.getDouble(from + 16 * i)) + " " + number(shape.getDouble(from + 16 * i + 8)));
		}
		return points.toString();
	}

	private static double area(ByteBuffer shape, int from, int begin, int end) {
		double area = 0;
		for (int i = begin; i + 1 < end; i++) {
			area += shape.getDouble(from + 16 * i) * shape.getDouble(from + 16 * i + 24)
					- shape.getDouble(from + 16 * i + 16) * shape.getDouble(from + 16 * i + 8);
		}
		return area;
	}

	private static String lines(List<Part> parts) {
		StringJoiner lines = new StringJoiner("), (", "(", ")");
		parts.forEach((part) -> lines.add(part.points));
		return ((parts.size() == 1) ? "LINESTRING " + lines : "MULTILINESTRING (" + lines + ")");
	}

	/** A hole belongs to the ring before it, as programs write them. */
	private static String polygons(List<Part> parts) {
		StringBuilder polygons = new StringBuilder();
		int count = 0;
		for (Part part : parts) {
			if (part.inner && count > 0) {
				polygons.append(", (").append(part.points).append(')');
			}
			else {
				polygons.append((count == 0) ? "((" : "), ((").append(part.points).append(')');
				count++;
			}
		}
		polygons.append(')');
		return (count == 1) ? "POLYGON " + polygons : "MULTIPOLYGON (" + polygons + ")";
	}

	private static String number(double number) {
		boolean usual = Double.isFinite(number) && Math.abs(number) < 1e15 && (number == 0 || Math.abs(number) > 1e-15);
		if (!usual) {
			return Double.toString(number);
		}
		String plain = new BigDecimal(Double.toString(number)).toPlainString();
		return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
	}

}
