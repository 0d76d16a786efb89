package org.shuyuan.catalogue.dcat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFOps;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.publicview.PublicGraph;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.catalogue.publicview.ViewProblems;
import org.shuyuan.catalogue.publicview.ViewReadiness;
import org.shuyuan.catalogue.rdf.RdfResponse;
import org.shuyuan.catalogue.rdf.RdfSyntax;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public catalogue as DCAT-AP: by pages with Hydra links, or all of it in one stream.
 */
@RestController
@Tag(name = "dcat")
class DcatController {

	private static final int CHUNK = 500;

	private final PublicView view;

	private final ViewReadiness readiness;

	private final CatalogueGraph catalogue;

	private final PublicEntryPages publicEntryPages;

	DcatController(PublicView view, ViewReadiness readiness, PublicEntryPages publicEntryPages,
			CatalogueGraph catalogue) {
		this.view = view;
		this.readiness = readiness;
		this.publicEntryPages = publicEntryPages;
		this.catalogue = catalogue;
	}

	@GetMapping(path = "/api/v1/catalogue/dcat", params = "!all")
	@RdfResponse
	ResponseEntity<byte[]> page(@RequestParam(defaultValue = "1") @Min(1) int page,
			@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
		RdfSyntax syntax = syntax(accept);
		this.readiness.require();
		PublicEntryPages.Page found = this.publicEntryPages.page(page);
		List<PublicGraph> entries = found.entries();
		if (entries == null) {
			throw ViewProblems.parameter("page",
					Text.of("页码为 1 到 " + found.count(), "Pages go from 1 to " + found.count()));
		}
		Model model = this.catalogue.page(entries, page, found.count());
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		syntax.write(model, out);
		return ResponseEntity.ok().contentType(syntax.type()).varyBy(HttpHeaders.ACCEPT).body(out.toByteArray());
	}

	@GetMapping(path = "/api/v1/catalogue/dcat", params = "all")
	@Parameter(name = "all", in = ParameterIn.QUERY, description = "The whole catalogue in one stream, not a page",
			schema = @Schema(type = "boolean"))
	@RdfResponse
	void all(@RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
			HttpServletResponse response) throws IOException {
		List<MediaType> offered = List.of(RdfSyntax.TURTLE.type(), RdfSyntax.N_TRIPLES.type());
		MediaType type = RdfSyntax.choose(accept, offered)
			.orElseThrow(() -> ViewProblems.notAcceptable(MediaType.toString(offered)));
		this.readiness.require();
		response.setContentType(type.toString());
		response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		try (OutputStream out = new BufferedOutputStream(response.getOutputStream(), 1 << 16)) {
			if (type.equals(RdfSyntax.N_TRIPLES.type())) {
				stream(StreamRDFWriter.getWriterStream(out, RDFFormat.NTRIPLES));
			}
			else {
				StreamRDF blocks = StreamRDFWriter.getWriterStream(out, RDFFormat.TURTLE_BLOCKS);
				this.catalogue.prefixes().forEach(blocks::prefix);
				stream(blocks);
			}
		}
	}

	/** Everything, a chunk at a time, so that memory does not grow with it. */
	private void stream(StreamRDF sink) {
		sink.start();
		StreamRDFOps.sendTriplesToStream(this.catalogue.head().getGraph(), sink);
		List<PublicGraph> chunk = this.view.graphs("", CHUNK);
		while (!chunk.isEmpty()) {
			StreamRDFOps.sendTriplesToStream(this.catalogue.links(chunk).getGraph(), sink);
			chunk.forEach((entry) -> entry.triples().forEach(sink::triple));
			chunk = this.view.graphs(chunk.getLast().id().value(), CHUNK);
		}
		sink.finish();
	}

	private static RdfSyntax syntax(@Nullable String accept) {
		return RdfSyntax.choose(accept, RdfSyntax.types())
			.flatMap(RdfSyntax::of)
			.orElseThrow(() -> ViewProblems.notAcceptable(MediaType.toString(RdfSyntax.types())));
	}

}
