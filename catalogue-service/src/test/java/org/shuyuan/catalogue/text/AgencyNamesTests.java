package org.shuyuan.catalogue.text;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AgencyNamesTests {

	private final AgencyNames names = new AgencyNames();

	@ParameterizedTest
	@CsvSource({ "云渚市交通运输局,交通局 市交通局 云渚市交通局", "市市场监督管理局,市监局 市场监管局 市市监局", "云渚市卫生健康委员会,卫健委 市卫健委 卫生健康委", "发展和改革委员会,发改委",
			"云渚市人力资源和社会保障局,人社局 市人社局", "住房和城乡建设局,住建局 住房城乡建设局", "榆溪区应急管理局,应急局 区应急局 榆溪区应急局", "云渚市生态环境局,环保局 环境局",
			"城市管理综合行政执法局,城管局 城市管理局", "云渚市文化和旅游局,文旅局", "退役军人事务局,退役军人局", "市残疾人联合会,残联 市残联", "省自然资源厅,国土厅", "大数据发展管理局,大数据局",
			"高新区管理委员会,高新区管委会", "云渚市教育局,教育局 市教育局", "云渚市交通运输局,交运局", "云渚市市场监督管理局,市场局 市场监督局", "云渚市卫生健康委员会,卫计委",
			"云渚市自然资源和规划局,规自局 资规局 规划资源局", "云渚市人力资源和社会保障局,人力资源局 社保局", "云渚市住房和城乡建设局,建设局", "云渚市生态环境局,生态局",
			"云渚市规划和自然资源局,规自局 资规局 自规局" })
	void shortensByRuleAndList(String full, String shorts) {
		AgencyNames.Names known = this.names.of(full);
		Set<String> all = new HashSet<>(known.withPlace());
		all.addAll(known.withoutPlace());
		assertThat(all).contains(shorts.split(" "));
	}

	@Test
	void takesNoPartOfANameForAPlace() {
		assertThat(this.names.of("市场监督管理局").withPlace()).isEmpty();
		assertThat(this.names.of("城市管理局").withPlace()).isEmpty();
		assertThat(this.names.of("交通局").withPlace()).isEmpty();
		assertThat(this.names.of("").withoutPlace()).isEmpty();
		assertThat(this.names.of("市".repeat(5000)).withoutPlace()).hasSizeLessThan(20);
	}

	@Test
	void namesOfOneMatterAreNoNamesOfAnother() {
		Set<String> seen = new HashSet<>();
		for (List<String> group : WordLists.groups("agency-names.txt")) {
			assertThat(group).allMatch((word) -> word.length() > 0 && !word.endsWith("局"));
			assertThat(seen.addAll(group.subList(0, 1))).as(group.toString()).isTrue();
		}
		assertThat(this.names.of("交通局").withoutPlace()).doesNotContain("公交局", "教育局");
	}

	@Test
	void seesWhereANameEnds() {
		String text = "市卫健委床位";
		assertThat(this.names.lengthAt(text, 0, text.length(), Set.of(1, 2, 3, 4, 6))).isEqualTo(4);
		String none = "公交站点信息";
		Set<Integer> ends = new HashSet<>(Arrays.asList(2, 4, 6));
		assertThat(this.names.lengthAt(none, 0, none.length(), ends)).isZero();
	}

}
