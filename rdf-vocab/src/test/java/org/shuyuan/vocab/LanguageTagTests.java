package org.shuyuan.vocab;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LanguageTagTests {

	@ParameterizedTest
	@CsvSource({ "zh_CN,zh-CN", "ZH-hans-cn,zh-Hans-CN", "en_us,en-US", "zh-,''", "中文,''", "'',''", "a b,''",
			"x-own,''" })
	void tagsAreCanonicalOrNone(String written, String tag) {
		assertThat(LanguageTag.wellFormed(written)).isEqualTo(tag);
	}

	@Test
	void jsonTextIsNeverTaggedWithWhatIsNoLanguage() {
		assertThat(Text.ofJson(null, null, "Arrêts", "fr_FR")).isEqualTo(new Text("Arrêts", null, "fr-FR"));
		assertThat(Text.ofJson(null, "Stops", null, null)).isEqualTo(new Text("Stops", "Stops", "en"));
		assertThat(Text.ofJson(null, null, "站点", "zh_CN")).isEqualTo(Text.of("站点"));
		assertThat(Text.ofJson(null, null, "Ruta", "und")).isEqualTo(new Text("Ruta", null, "und"));
		assertThatIllegalArgumentException().isThrownBy(() -> Text.ofJson(null, null, "x", "no tag"));
		assertThatIllegalArgumentException().isThrownBy(() -> Text.ofJson(null, null, null, null));
	}

}
