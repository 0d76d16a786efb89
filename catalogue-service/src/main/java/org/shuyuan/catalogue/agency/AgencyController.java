package org.shuyuan.catalogue.agency;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.web.Page;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/catalogue/agencies")
@Tag(name = "agencies")
class AgencyController {

	private final Agencies agencies;

	AgencyController(Agencies agencies) {
		this.agencies = agencies;
	}

	@GetMapping
	Page<Agency> list(@RequestParam(defaultValue = "") String after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit) {
		return Page.of(this.agencies.after(after, limit + 1), limit, (agency) -> String.valueOf(agency.id()));
	}

	@GetMapping("/{uscc}")
	Agency one(@PathVariable AgencyId uscc) {
		return this.agencies.find(uscc).orElseThrow(NotFound::agency);
	}

	@PutMapping("/{uscc}")
	@ApiResponse(responseCode = "200", description = "Changed", useReturnTypeSchema = true)
	@ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
	ResponseEntity<Agency> put(@PathVariable String uscc, @RequestBody Agency agency, Caller caller) {
		caller.require(Role.AUTHORITY);
		AgencyId id = AgencyRules.code(uscc);
		AgencyRules.check(id, agency, this.agencies);
		boolean created = this.agencies.put(id, agency.as(id), caller.subject());
		return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK).body(agency.as(id));
	}

}
