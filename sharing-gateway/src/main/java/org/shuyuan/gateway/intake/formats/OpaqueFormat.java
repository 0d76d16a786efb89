package org.shuyuan.gateway.intake.formats;

import java.util.Locale;
import java.util.Set;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * Formats that are known by a few bytes near their beginning, stored unchanged, and not
 * inspected.
 */
enum OpaqueFormat implements FileFormat {

	PARQUET("PAR1", "application/vnd.apache.parquet"), PNG("\u0089PNG", "image/png"),
	JPEG("\u00ff\u00d8\u00ff", "image/jpeg"), RAR("Rar!", "application/vnd.rar"),
	SEVEN_ZIP("7z\u00bc\u00af", "application/x-7z-compressed"), TAR(257, "ustar", "application/x-tar");

	private final int offset;

	private final String magic;

	private final String type;

	OpaqueFormat(String magic, String type) {
		this(0, magic, type);
	}

	OpaqueFormat(int offset, String magic, String type) {
		this.offset = offset;
		this.magic = magic;
		this.type = type;
	}

	@Override
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Override
	public String mediaType(FileContent content) {
		return this.type;
	}

	@Override
	public boolean matches(FileContent content) {
		return content.startsAt(this.offset, this.magic);
	}

	@Override
	public Set<Undescribed> read(FileContent content, TableDraft draft) throws NotATable {
		throw NotATable.tabular(name());
	}

}
