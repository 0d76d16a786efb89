package org.shuyuan.gateway.intake;

import java.util.Set;

import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A zip archive.
 */
final class ArchiveFormat implements FileFormat {

	@Override
	public String code() {
		return "zip";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/zip";
	}

	@Override
	public boolean matches(FileContent content) {
		return content.starts(ZipContent.MAGIC);
	}

	@Override
	public Set<Undescribed> read(FileContent content, TableDraft draft) throws NotATable {
		throw new NotATable("archive", "压缩包，未拆开", "An archive, which is not opened");
	}

}
