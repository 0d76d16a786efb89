package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Set;

import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.geography.CoordinateSystem;
import org.shuyuan.gateway.intake.geography.GeoJsonReader;
import org.shuyuan.gateway.intake.reading.JsonOutline;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TextSearch;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * A collection of features in GeoJSON (RFC 7946).
 */
final class GeoJsonFormat extends TextFormat {

	@Override
	public String code() {
		return "geojson";
	}

	@Override
	public String mediaType(FileContent content) {
		return "application/geo+json";
	}

	@Override
	public boolean matches(FileContent content) throws IOException {
		if (!content.beginning().startsWith("{")) {
			return false;
		}
		try (Reader in = content.text()) {
			JsonOutline outline = JsonOutline.of(in);
			return outline.isFeatureCollection() && outline.arrays().contains(List.of("features"));
		}
		catch (NotATable _) {
			return false;
		}
	}

	@Override
	Set<Undescribed> readText(FileContent content, TableDraft draft) throws IOException, NotATable {
		CoordinateSystem system;
		try (Reader in = content.text()) {
			system = GeoJsonReader.system(in);
		}
		try (Reader in = content.text()) {
			return GeoJsonReader.read(in, system, draft);
		}
	}

	@Override
	List<Finding> searchText(FileContent content, Encoding encoding) throws IOException {
		return TextSearch.inJson(encoding, content::open, content.words());
	}

}
