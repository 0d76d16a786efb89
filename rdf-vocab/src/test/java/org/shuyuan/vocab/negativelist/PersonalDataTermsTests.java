package org.shuyuan.vocab.negativelist;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.ItemType;

import static org.assertj.core.api.Assertions.assertThat;

class PersonalDataTermsTests {

	@ParameterizedTest
	@ValueSource(strings = { "身份证号", "身份證號碼", "公民身份号码", "居民身份号码", "身 份-证", "手机号", "手機號碼", "联系电话", "聯繫電話", "家庭住址", "住址",
			"户籍地址", "戶籍地址", "姓名", "邮箱", "電子郵箱", "护照号码", "護照", "车牌号", "車牌", "出生日期", "监护人", "ＩＤ　Ｃａｒｄ", "ｓｆｚｈ", "sfzh",
			"SFZHM", "gmsfhm", "zjhm", "sjh", "lxdh", "xm", "xingming", "shenfenzhenghao", "shen fen zheng",
			"shouji_hao", "yx", "idCard", "id_card_no", "IDCard", "user-id-number", "phoneNumber", "mobile_no",
			"e-mail", "Email 2", "passportNo", "license_plate", "dateOfBirth", "home address", "full name" })
	void knowsPersonalInformationByName(String name) {
		assertThat(PersonalDataTerms.find(name)).hasValueSatisfying(
				(match) -> assertThat(match.level()).isIn(Sensitivity.PERSONAL, Sensitivity.SENSITIVE_PERSONAL));
	}

	@ParameterizedTest
	@ValueSource(strings = { "银行卡号", "銀行帳號", "病历号", "病歷", "诊断结果", "診斷", "人脸照片", "人臉", "指纹", "指紋", "bank_card", "yhkh",
			"medicalRecord", "diagnosis", "fingerprint", "face_id", "bingli", "zhiwen" })
	void knowsSensitivePersonalInformationByName(String name) {
		assertThat(PersonalDataTerms.find(name)).map(PersonalDataTerms.Match::level)
			.contains(Sensitivity.SENSITIVE_PERSONAL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "站名", "统一社会信用代码", "法人名称", "机构名称", "项目名称", "xmmc", "电话亭数量", "诊断试剂名称", "地址", "name",
			"address", "identifier", "paid", "mobility", "stop", "date", "model", "facility", "valid", "rainfall",
			"region" })
	void otherNamesPass(String name) {
		assertThat(PersonalDataTerms.find(name)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "person-name,none,PERSONAL", "medical-diagnosis,personal,SENSITIVE_PERSONAL",
			"medical-diagnosis,trade-secret,SENSITIVE_PERSONAL", "person-name,sensitive-personal,SENSITIVE_PERSONAL",
			"annual-revenue,none,TRADE_SECRET", "place-name,none,NONE", "no-such-element,personal,PERSONAL" })
	void dataElementIsTheFloor(String element, String declared, Sensitivity effective) {
		assertThat(item("甲", null, element, Sensitivity.ofCode(declared), null).sensitivity()).isEqualTo(effective);
	}

	@Test
	void opensPersonalInformationForAReasonOnly() {
		assertThat(item("站名", null, null, Sensitivity.NONE, null).mayOpen()).isTrue();
		assertThat(item("电话", null, null, Sensitivity.NONE, null).mayOpen()).isFalse();
		assertThat(item("甲", "phone", null, Sensitivity.NONE, null).mayOpen()).isFalse();
		assertThat(item("甲", null, "person-name", Sensitivity.NONE, null).mayOpen()).isFalse();
		assertThat(item("电话", null, null, Sensitivity.NONE, "办公电话，依法公开").mayOpen()).isTrue();
		assertThat(item("甲", null, "person-name", Sensitivity.NONE, "办公联系人").mayOpen()).isTrue();
		assertThat(item("甲", null, "medical-diagnosis", Sensitivity.NONE, "研究需要").mayOpen()).isFalse();
		assertThat(item("甲", null, "annual-revenue", Sensitivity.NONE, "研究需要").mayOpen()).isFalse();
		assertThat(item("甲", null, null, Sensitivity.STATE_SECRET, "研究需要").mayOpen()).isFalse();
	}

	@Test
	void readsTheMeaningToo() {
		DataItem item = DataItem.of(Text.of("甲"), ItemType.STRING).meaning(Text.of("申请人的手机号")).open(true).build();
		assertThat(item.mayOpen()).isFalse();
		assertThat(item.needsOpeningConsent()).isTrue();
	}

	private static DataItem item(String name, String column, String element, Sensitivity sensitivity, String reason) {
		return DataItem.of(Text.of(name), ItemType.STRING)
			.column(column)
			.element(element)
			.sensitivity(sensitivity)
			.open(true)
			.openingReason(reason)
			.build();
	}

}
