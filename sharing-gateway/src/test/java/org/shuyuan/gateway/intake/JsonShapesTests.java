package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.intake.TestIntake.Read;

import static org.assertj.core.api.Assertions.assertThat;

/** Records in the envelopes of services, and features as rows. */
class JsonShapesTests {

	@TempDir
	private Path folder;

	private TestIntake intake;

	@BeforeEach
	void start() {
		this.intake = new TestIntake(this.folder);
	}

	private Read read(String json) throws IOException {
		return this.intake.read(json.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"code\":200,\"data\":{\"total\":2,\"list\":[%s]}}", "{\"data\":[%s],\"fields\":[\"区\"]}",
					"{\"result\":{\"page\":{\"a\":1},\"fields\":[{\"id\":\"区\"}],\"records\":[%s]}}",
					"{\"x\":{\"y\":{\"z\":[%s]}}}", "[%s]" })
	void recordsAreFoundInTheirEnvelope(String envelope) throws IOException {
		Read read = read(envelope.formatted("{\"区\":\"东\",\"数\":1},{\"区\":\"西\",\"数\":2}"));
		assertThat(read.names()).containsExactly("区", "数");
		assertThat(read.rows()).containsExactly(List.of("东", "1"), List.of("西", "2"));
		assertThat(read.undescribed().isEmpty()).isEqualTo(envelope.equals("[%s]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":[{\"x\":1}],\"b\":[{\"y\":1}]}", "{\"a\":1}", "{\"data\":[]}",
			"{\"data\":[{\"x\":1},2]}", "{\"data\":[{\"x\":1}]}{\"data\":[{\"x\":1}]}3" })
	void whatDoesNotTellItsRecordsIsNoTable(String json) throws IOException {
		Read read = read(json);
		assertThat(read.outcome().profile()).isNull();
		assertThat(read.reason()).isEqualTo("json-shape");
		assertThat(this.intake.tablesKept()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"a\":{\"b\":[%s]}}]",
			"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":1},"
					+ "\"geometry\":{\"type\":\"MultiPoint\",\"coordinates\":[%s]}}]}",
			"{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":[%s]},\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":1}}]}" })
	void nestedValueIsNoLongerThanACell(String json) throws IOException {
		String values = "[1.10,2],".repeat(500_000) + "[1,2]";
		assertThat(read(json.formatted(values)).reason()).isEqualTo("cell-too-long");
		assertThat(this.intake.tablesKept()).isEmpty();
	}

	@Test
	void nestedValueKeepsItsNumbersAsTheyAreWritten() throws IOException {
		assertThat(read("[{\"a\":{\"b\":[1.10,12345678901234567890]}}]").rows())
			.containsExactly(List.of("{\"b\":[1.10,12345678901234567890]}"));
	}

	@Test
	void envelopeIsSearched() throws IOException {
		assertThat(read("{\"data\":{\"note\":{\"by\":[\"13912345678\"]},\"list\":[{\"a\":1}]}}").rules())
			.containsExactly("mobile");
	}

	@Test
	void markedEnvelopeIsRefused() throws IOException {
		assertThat(read("{\"密级\":\"秘密\",\"data\":{\"list\":[{\"a\":1}]}}").refused()).isTrue();
		assertThat(this.intake.tablesKept()).isEmpty();
	}

	@Test
	void featuresAreRowsWithTheirCoordinates() throws IOException {
		Read read = read("""
				{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},
				"features":[{"type":"Feature","id":7,"properties":{"站名":"东门"},"geometry":{"type":"Point",
				"coordinates":[113.264361234567,23.129112345678]}},
				{"type":"Feature","properties":{"站名":null,"线路":"1路"},"geometry":null},
				{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[113.5,23.5,12]}}]}""");
		assertThat(read.names()).containsExactly("id", "站名", "经度", "纬度", "线路", "高程");
		assertThat(read.rows()).containsExactly(List.of("7", "东门", "113.264361234567", "23.129112345678", "", ""),
				List.of("", "", "", "", "1路", ""), List.of("", "", "113.5", "23.5", "", "12"));
		assertThat(read.notes()).contains("coordinate-system");
		assertThat(read.outcome().format()).isEqualTo("geojson");
		assertThat(read.undescribed()).isEmpty();
	}

	@Test
	void otherGeometriesAreTheirGeoJson() throws IOException {
		Read read = read("""
				{"features":[{"type":"Feature","properties":{"经度":"甲","路":{"a":1}},"geometry":{"type":"LineString",
				"coordinates":[[1,2],[3,4]]}},{"type":"Feature","properties":{"经度":"乙"},"geometry":{"type":"Point",
				"coordinates":[1.5,2.5]}}],"type":"FeatureCollection"}""");
		assertThat(read.names()).containsExactly("经度", "路", "几何", "几何经度", "纬度");
		assertThat(read.rows().getFirst()).containsExactly("甲", "{\"a\":1}",
				"{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}", "", "");
		assertThat(read.undescribed()).containsExactly("json-nested");
	}

	@Test
	void projectedCoordinatesAreNotDegrees() throws IOException {
		assertThat(read("""
				{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4547"}},"features":[
				{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[500000.5,2560000.5]}}]}""")
			.names()).containsExactly("X坐标", "Y坐标");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"name\":\"x\",", "\"crs\":{\"type\":\"x\",\"properties\":{\"name\":\"EPSG:4326\"}},",
			"\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"as Mr X says\"}},", "\"bbox\":[1,2,3,4]," })
	void whatIsBesideFeaturesClosesTheOriginal(String member) throws IOException {
		Read read = read("{\"type\":\"FeatureCollection\"," + member
				+ "\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":null}]}");
		assertThat(read.rows()).containsExactly(List.of("1"));
		assertThat(read.undescribed()).containsExactly("json-members");
	}

	@Test
	void allTextOfFeaturesIsSearched() throws IOException {
		String features = "\"features\":[{\"type\":\"Feature\",%s\"properties\":{\"a\":1},\"geometry\":%s}]}";
		assertThat(
				read("{\"type\":\"FeatureCollection\",\"x\":{\"y\":\"13912345678\"}," + features.formatted("", "null"))
					.rules())
			.containsExactly("mobile");
		assertThat(read("{\"type\":\"FeatureCollection\"," + features.formatted("\"z\":[\"13912345678\"],", "null"))
			.rules()).containsExactly("mobile");
		assertThat(read("{\"type\":\"FeatureCollection\","
				+ features.formatted("", "{\"type\":\"Point\",\"coordinates\":[\"13912345678\",1]}"))
			.columnsFound()).containsExactly("几何");
		assertThat(
				read("{\"type\":\"FeatureCollection\",\"name\":\"机密★10年\"," + features.formatted("", "null")).refused())
			.isTrue();
	}

}
