package org.shuyuan.portal.entry;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.shuyuan.portal.gateway.GroupCounts;
import org.shuyuan.portal.gateway.Profile;
import org.shuyuan.portal.gateway.Rows;

import static org.assertj.core.api.Assertions.assertThat;

class ChartTests {

	@Test
	void thingsAreCountedByPlaceAndByTheMonthTheyBegan() {
		Profile profile = new Profile(List.of(column("许可证编号", "string", 990, "A1", "A990"),
				column("类别", "string", 5, "a", "e"), column("区县", "string", 6, "a", "f"),
				column("面积", "decimal", 500, "1", "900"), column("发证日期", "date", 300, "2020-01-05", "2023-11-30")));
		assertThat(ChartRequest.of(profile, 1000)).containsExactly(new ChartRequest("发证日期", "month", "count", "", 200),
				new ChartRequest("区县", null, "count", "", 20));
	}

	@Test
	void figuresAreAddedUpOrAveragedAsTheirNamesAsk() {
		Profile added = new Profile(List.of(column("日期", "date", 90, "2026-01-01", "2026-03-31"),
				column("类别", "string", 4, "a", "d"), column("客流量", "integer", 300, "1", "900")));
		assertThat(ChartRequest.of(added, 1000)).containsExactly(new ChartRequest("日期", "day", "sum", "客流量", 200),
				new ChartRequest("类别", null, "sum", "客流量", 20));
		Profile averaged = new Profile(List.of(column("年度", "integer", 3, "2020", "2022"),
				column("站点", "string", 12, "a", "l"), column("空气质量指数", "integer", 100, "10", "300")));
		assertThat(ChartRequest.of(averaged, 1000)).containsExactly(new ChartRequest("站点", null, "mean", "空气质量指数", 20));
	}

	@Test
	void columnsThatInviteNothingGetNoChart() {
		Profile profile = new Profile(
				List.of(column("名称", "string", 1000, "a", "z"), column("电话", "string", 998, "1", "9")));
		assertThat(ChartRequest.of(profile, 1000)).isEmpty();
	}

	@Test
	void barsEndInAllTheOthersAndStartAtNothing() {
		Chart chart = Chart
			.of(new ChartRequest("区", null, "count", "", 2),
					groups(new GroupCounts.Others(7, 25, null), "东", 100, null, 50))
			.orElseThrow();
		assertThat(chart.points()).containsExactly(new Chart.Point("东", false, 100, 1),
				new Chart.Point(null, false, 50, .5), new Chart.Point(null, true, 25, .25));
		assertThat(chart.others()).isEqualTo(7);
		assertThat(chart.points().getFirst().percent()).isEqualTo("100.0%");
	}

	@Test
	void linesStayWithinTheirPicture() {
		Chart chart = Chart
			.of(new ChartRequest("月份", "month", "count", "", 200),
					groups(null, "2026-01", 10, "2026-02", 0, "2026-03", 7))
			.orElseThrow();
		assertThat(chart.path()).isEqualTo("0.0,0.0 300.0,200.0 600.0,60.0");
		assertThat(chart.label(1)).isEqualTo("2026-03");
		assertThat(chart.mark(.5)).isEqualTo("5");
	}

	@Test
	void whatIsAllTheSameIsNotDrawn() {
		assertThat(Chart.of(new ChartRequest("区", null, "count", "", 20), groups(null, "东", 5, "西", 5))).isEmpty();
		assertThat(Chart.of(new ChartRequest("区", null, "count", "", 20), groups(null, "东", 5))).isEmpty();
	}

	@Test
	void numbersAreShort() {
		assertThat(List.of(Chart.text(1234567.8), Chart.text(33.9654), Chart.text(.00123), Chart.text(0),
				Chart.text(-12.5)))
			.containsExactly("1,234,568", "33.97", "0.0012", "0", "-12.5");
	}

	@Test
	void placesAreDrawnToScale() {
		Profile profile = new Profile(
				List.of(column("经度", "decimal", 9, "123.2", "123.6"), column("纬度", "decimal", 9, "29.9", "30.1")));
		assertThat(DotMap.columns(profile)).contains(List.of("经度", "纬度"));
		assertThat(DotMap.columns(new Profile(
				List.of(column("经度", "decimal", 9, "0", "40500123"), column("纬度", "decimal", 9, "0", "3320123")))))
			.isEmpty();
		DotMap map = DotMap
			.of(new Rows(List.of(),
					List.of(List.of("123.2", "29.9"), List.of("123.6", "30.1"), List.of("", ""),
							List.of("123.4", "30.0")),
					null, null))
			.orElseThrow();
		assertThat(map.shown()).isEqualTo(3);
		assertThat(map.dots()).isEqualTo("M16.0 343.9h0M584.0 16.0h0M300.0 180.0h0");
		assertThat(map.scaleText()).isEqualTo("10 km");
		assertThat(map.scalePercent()).isEqualTo("24.5%");
	}

	private static Profile.Column column(String name, String type, long distinct, String min, String max) {
		return new Profile.Column(name, type, 0, distinct, min, max);
	}

	private static GroupCounts groups(GroupCounts.Others others, Object... valuesAndRows) {
		List<GroupCounts.Group> groups = new java.util.ArrayList<>();
		for (int i = 0; i < valuesAndRows.length; i += 2) {
			groups.add(new GroupCounts.Group((String) valuesAndRows[i], (Integer) valuesAndRows[i + 1], null));
		}
		return new GroupCounts(groups, others);
	}

}
