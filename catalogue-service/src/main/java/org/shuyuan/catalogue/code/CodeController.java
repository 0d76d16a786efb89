package org.shuyuan.catalogue.code;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/catalogue/codes")
@Tag(name = "codes")
class CodeController {

	@GetMapping
	CodeLists schemes() {
		return new CodeLists(CodeList.SCHEMES.stream()
			.map((scheme) -> new CodeListName(scheme, CodeList.of(scheme).title()))
			.toList());
	}

	@GetMapping("/{scheme}")
	CodeListContent codes(@PathVariable String scheme) {
		CodeList list = CodeList.named(scheme)
			.orElseThrow(() -> NotFound.of(CatalogueProblemType.CODE_LIST_NOT_FOUND, "代码表", "code list"));
		return new CodeListContent(scheme, list.title(), list.all()
			.stream()
			.map((concept) -> new Code(concept.code(), concept.label(), concept.broader(), concept.properties()))
			.toList());
	}

	record CodeLists(List<CodeListName> items) {
	}

	record CodeListName(String scheme, Text title) {
	}

	record CodeListContent(String scheme, Text title, List<Code> items) {
	}

	@Schema(additionalProperties = AdditionalPropertiesValue.TRUE)
	record Code(String code, Text label, @Nullable String broader,
			@Schema(hidden = true) @JsonAnyGetter Map<String, String> properties) {
	}

}
