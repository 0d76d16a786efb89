package org.shuyuan.support.openapi;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.SharingClass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SchemaNamesTests {

	private final SchemaNames names = new SchemaNames();

	@Test
	void namesNestedTypeAfterBoth() {
		assertThat(name(SharingClass.Conditional.class)).isEqualTo("SharingClassConditional");
		assertThat(name(Grants.Filing.class)).endsWith("GrantFiling");
		assertThat(name(SomeController.Body.class)).isEqualTo("Body");
	}

	@Test
	void namesWhatIsWrittenByWhatItIsWrittenFrom() {
		assertThat(name(Text.class)).isEqualTo("Text");
	}

	@Test
	void refusesTwoTypesUnderOneName() {
		name(SomeController.Body.class);
		assertThatIllegalStateException().isThrownBy(() -> name(OtherController.Body.class))
			.withMessageContaining("Two schemas are named Body");
	}

	private String name(Class<?> type) {
		return this.names.nameForClass(type, Set.of());
	}

	static final class Grants {

		record Filing() {
		}

	}

	static final class SomeController {

		record Body() {
		}

	}

	static final class OtherController {

		record Body() {
		}

	}

}
