package org.shuyuan.vocab.row;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RowConditionTests {

	@ParameterizedTest
	@EnumSource
	void everyOperatorIsReadAsItIsWritten(RowOperator operator) {
		for (String column : List.of("区", "时间:开始", "a:b:c")) {
			RowCondition written = new RowCondition(column, operator, "值:1,2");
			assertThat(RowCondition.parse(written.toString(), List.of(column))).contains(written);
			assertThat(RowCondition.parse(written.toString())).contains(written);
		}
	}

	@ParameterizedTest
	@CsvSource({ "区:eq:东,区,EQ,东", "区:eq:,区,EQ,''", "区:null,区,NULL,''", "时间:开始:ge:08:00,时间:开始,GE,08:00",
			"a:eq:b:ne:c,a,EQ,b:ne:c" })
	void theColumnEndsBeforeTheFirstOperator(String text, String column, RowOperator operator, String value) {
		assertThat(RowCondition.parse(text)).contains(new RowCondition(column, operator, value));
	}

	@Test
	void ofSeveralColumnsTheLongestIsMeant() {
		assertThat(RowCondition.parse("a:eq:b:ne:c", List.of("a", "a:eq:b")))
			.contains(new RowCondition("a:eq:b", RowOperator.NE, "c"));
		assertThat(RowCondition.parse("a:eq:b", List.of("a", "a:eq")))
			.contains(new RowCondition("a", RowOperator.EQ, "b"));
		assertThat(RowCondition.parse("b:eq:1", List.of("a"))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "区", "区:", "区:eq", "区:like:东", "区:null:1", "区:notnull:", "区:EQ:东" })
	void whatIsNotOfTheFormIsNoCondition(String text) {
		assertThat(RowCondition.parse(text)).isEmpty();
		assertThat(RowCondition.parse(text, List.of("区"))).isEmpty();
	}

	@Test
	void onlyAListHasSeveralValuesAndNullHasNone() {
		assertThat(new RowCondition("区", RowOperator.EQ, "东,西").values()).containsExactly("东,西");
		assertThat(new RowCondition("区", RowOperator.IN, "东,西").values()).containsExactly("东", "西");
		assertThat(new RowCondition("区", RowOperator.NULL, "东").values()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "a,b|a;b", "\"x,y\",z|x,y;z", "x\\,y,z|x,y;z",
			"\"a\"\"b\"|a\"b", "\"\",a|;a", "a\"b,c|a\"b;c", "C:\\a,b|C:\\a;b", "a,|a;" })
	void valuesOfInMayHoldCommas(String text, String values) {
		assertThat(new RowCondition("区", RowOperator.IN, text).values()).containsExactly(values.split(";", -1));
	}

	@Test
	void aListOfValuesIsWrittenAsItIsRead() {
		for (List<String> values : List.of(List.of("x,y"), List.of("x", "y"), List.of("a\"b", ""), List.of("\\,"))) {
			assertThat(new RowCondition("区", RowOperator.IN, RowCondition.listed(values)).values()).isEqualTo(values);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"a", "\"a\"b", "a,\"b", "\"a\" ,b" })
	void quotesThatDoNotEndAreRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RowCondition("区", RowOperator.IN, text).values());
	}

}
