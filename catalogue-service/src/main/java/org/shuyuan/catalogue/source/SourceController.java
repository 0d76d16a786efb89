package org.shuyuan.catalogue.source;

import java.util.List;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.web.Page;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.role.Role;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/catalogue/sources")
@Tag(name = "sources")
class SourceController {

	private final SourceRegister register;

	SourceController(SourceRegister register) {
		this.register = register;
	}

	@GetMapping
	Page<Source> find(@RequestParam(required = false) @Nullable String element,
			@RequestParam(required = false) @Nullable String entityKind,
			@RequestParam(required = false) @Nullable String area, Caller caller) {
		if (!caller.seesAll() && !caller.department()) {
			throw new RoleMissing(Role.STEWARD, Role.AUTHORITY, Role.AUDITOR);
		}
		List<Source> found = this.register.find(element, entityKind, area, 200)
			.stream()
			.map((claim) -> new Source(claim.collected().element(), claim.collected().entityKind(),
					claim.collected().area(), claim.agency(), claim.entry(), claim.item()))
			.toList();
		return new Page<>(found, null);
	}

	record Source(String element, String entityKind, String area, AgencyId agency, @Nullable EntryId entry,
			@Nullable ItemId item) {
	}

}
