package org.shuyuan.vocab.negativelist;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class SecrecyMarksTests {

	@ParameterizedTest
	@ValueSource(strings = { "機密★", "絕密★", "絶密★10年", "祕密★", "秘宻★", "秘蜜★5年", "密級：秘密", "密級: 機密級", "秘密⭐10年", "秘密✩", "秘密▲",
			"秘密※", "秘密◆十年", "秘密●10年", "秘密⭐️", "秘密十年", "秘密（十年）", "秘密·10年", "秘密(10年)", "秘密启用前", "機密啟用前", "绝密·启用前", "秘密长期",
			"秘-密★", "秘 密★", "秘\u200b密★", "秘.密★", "机\n密\n★", "密级:机密级", "密  级：          秘密", "密级：\n秘密", "\"密级\":\"秘密\"",
			"密级,机密", "<密级>秘密", "密级标识：秘密", "保密期限：10年", "保密期限: 长期", "国家秘密★10年", "国家秘密★", "★机密", "☆ 秘密", "机密★６个月", "机密/5年",
			"机密|5年", "秘密#10年", "绝密+长期", "秘密@5年", "机密_10年", "秘密五年期", "机*密★10年", "【密级】机密", "“机密”★", "机密“★”10年",
			"机密（★）10年", "机密[★]", "㊙5年", "㊙★", "ＡＢ 机密★", "秘密★贰拾年", "密\u0301级：机\u0301密", "机密 ★ ★", "文件秘密10年", "秘密 １０ 年" })
	void markingsOfStateSecretsAreFound(String text) {
		assertThat(SecrecyMarks.find(text)).as(text).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "工作秘密★5年", "警务工作秘密★5年", "工作秘密★", "工作秘密☆", "警务工作秘密 ★ 长期", "密级：工作秘密", "【工作秘密】", "★工作秘密",
			"内部★", "内部★5年", "內部★", "内部资料★", "内部文件 ★", "内部使用★注意保存", "★内部资料", "密级：内部", "内部*10年", "核心商密★5年", "普通商密★",
			"核心商密▲", "普通商密★长期", "商密★3年", "核心商业秘密★5年", "商业秘密★5年", "商业秘密★", "普通商業秘密★", "【核心商密】", "密级：普通商密", "工作 秘密★" })
	void markingsOfWorkAndCommercialSecretsAreFound(String text) {
		assertThat(SecrecyMarks.find(text)).as(text).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "侵犯商业秘密", "保守国家秘密法", "保守国家秘密十年如一日", "侵犯商業秘密", "国家秘密的密级分为绝密、机密、秘密三级", "商业秘密★★★", "商业秘密3年",
			"工作秘密管理办法", "内部装修★★★★", "内部★★★★☆", "内部评价★★★", "★内部装修", "内部*", "公司内部 公开", "密级：内部公开", "密级：绝密、机密、秘密",
			"密级：秘密/机密/绝密", "手机 密码*", "司机-密码", "随机密度★", "这个秘密长期不为人知", "守了这个秘密十年之久", "秘密花园", "秘密3年级", "秘密20年代",
			"□绝密□机密□秘密", "●绝密●机密●秘密", "保密期限不超过30年", "合同保密期限为3年", "蜂蜜★★★", "商密检测", "内蒙古★★", "《秘密》★★★★★", "“秘密”★★★",
			"秘密/2026年版", "机密|机密性", "密级(秘密、机密、绝密)", "秘密五年期限", "普通商密检测机构", "秘密(2026年版)", "加密级别" })
	void wordsAboutSecretsAreNot(String text) {
		assertThat(SecrecyMarks.find(text)).as(text).isEmpty();
	}

	@Test
	void namesOfFilesCarryMarkings() {
		assertThat(List.of("秘密★10年.csv", "机密.xlsx", "名单_機密.csv", "名单（绝密）.csv", "机密-名单.csv", "核心商密★5年.csv", "工作秘密★.txt"))
			.allMatch(SecrecyMarks::inName);
		assertThat(List.of("保守国家秘密法.txt", "商业秘密案例.csv", "内部审计.csv", "秘密花园.csv", "机密性检查.csv"))
			.noneMatch(SecrecyMarks::inName);
	}

	@Test
	void levelsByThemselvesAreMarkingsInDescriptionsInEitherScript() {
		assertThat(List.of("祕密", "說明：機密。", "机密文件", "機密資料")).allMatch(SecrecyMarks::in);
		assertThat(List.of("機密性", "商業秘密", "祕密花園")).noneMatch(SecrecyMarks::in);
		assertThat(List.of("機密", "【祕密】", "絕 密", "工作秘密", "秘密级", "机密▲10年")).allMatch(SecrecyMarks::isAlone);
		assertThat(List.of("密級", "保密期限", "涉密等級", "密 级")).allMatch(SecrecyMarks::isLevelColumn);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "密级 ", "密", "秘 - ", "秘密", "内部", "秘密(", "\u0315\u0300", "密级:\n", "秘密10", "ﷺ", "★", "保密期限:" })
	void timeGrowsWithTheLengthAlone(String piece) {
		String text = "密级" + piece.repeat((4 << 20) / piece.length());
		assertTimeout(Duration.ofSeconds(30), () -> SecrecyMarks.find(text));
		assertTimeout(Duration.ofSeconds(30), () -> SecrecyMarks.in(text));
	}

}
