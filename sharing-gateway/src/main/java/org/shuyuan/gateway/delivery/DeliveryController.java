package org.shuyuan.gateway.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.access.AccessGate;
import org.shuyuan.gateway.access.AccessRequest;
import org.shuyuan.gateway.access.Demand;
import org.shuyuan.gateway.access.Entitlement;
import org.shuyuan.gateway.access.PermittedAccess;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.openbucket.OpenBucketSync;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.EntityTags;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.http.HttpRange;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** What there is, the original bytes, and figures about columns. */
@RestController
@RequestMapping("/api/v1/sharing/distributions/{id}")
@Tag(name = "data")
class DeliveryController {

	private static final int BUFFER = 1 << 17;

	private final AccessGate accessGate;

	private final ObjectStore objects;

	private final OpenBucketSync open;

	private final DeliveryWatch watch;

	DeliveryController(AccessGate accessGate, ObjectStore objects, OpenBucketSync open, DeliveryWatch watch) {
		this.watch = watch;
		this.accessGate = accessGate;
		this.objects = objects;
		this.open = open;
	}

	@GetMapping
	ResponseEntity<DataDescription> describe(Caller caller, @PathVariable DistributionId id,
			@RequestHeader(name = "Shuyuan-Grant", required = false) @Nullable String grant,
			@RequestHeader(name = "Shuyuan-Purpose", required = false) @Nullable String purpose) {
		PermittedAccess<Entitlement> permittedAccess = this.accessGate.admit(
				new AccessRequest(caller, id, Action.Kind.DESCRIBE, grant, purpose),
				(entitlement) -> Demand.free(entitlement, entitlement));
		return ResponseEntity.ok()
			.header("Shuyuan-Decision", permittedAccess.decision())
			.body(DataDescription.of(permittedAccess.need()));
	}

	@GetMapping("/profile")
	ResponseEntity<TableProfile> profile(Caller caller, @PathVariable DistributionId id,
			@RequestHeader(name = "Shuyuan-Grant", required = false) @Nullable String grant,
			@RequestHeader(name = "Shuyuan-Purpose", required = false) @Nullable String purpose) {
		PermittedAccess<TableProfile> permittedAccess = this.accessGate
			.admit(new AccessRequest(caller, id, Action.Kind.PROFILE, grant, purpose), DeliveryController::profile);
		TableProfile profile = permittedAccess.need();
		this.accessGate.settle(permittedAccess, profile.rows(), false);
		return ResponseEntity.ok()
			.header("Shuyuan-Decision", permittedAccess.decision())
			.body(new TableProfile(profile.rows(),
					profile.columns()
						.stream()
						.filter((column) -> permittedAccess.offer().columns().containsKey(column.name()))
						.toList()));
	}

	/**
	 * Figures are computed from all rows: who may have only some may not have them, and a
	 * quota is charged for all.
	 */
	private static Demand<TableProfile> profile(Entitlement entitlement) {
		TableProfile profile = entitlement.data().profile();
		if (profile == null) {
			throw RowProblems.noTable();
		}
		if (!entitlement.rows().isEmpty()) {
			throw new Demand.Beyond(List.of());
		}
		return new Demand<>(profile, entitlement.columns().keySet(), profile.rows(), profile.rows());
	}

	@GetMapping("/file")
	@Parameter(name = "Range", in = ParameterIn.HEADER, schema = @Schema(type = "string"))
	@Parameter(name = "If-Range", in = ParameterIn.HEADER, schema = @Schema(type = "string"))
	@ApiResponse(responseCode = "200", description = "All of the original bytes",
			headers = { @Header(name = "ETag", schema = @Schema(type = "string")),
					@Header(name = "Accept-Ranges", schema = @Schema(type = "string")),
					@Header(name = "Content-Disposition", schema = @Schema(type = "string")),
					@Header(name = "Shuyuan-Decision", description = "Id of the decision in the audit",
							schema = @Schema(type = "string")) },
			content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
	@ApiResponse(responseCode = "206", description = "The range asked for",
			headers = @Header(name = "Content-Range", schema = @Schema(type = "string")),
			content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
	@ApiResponse(responseCode = "307", description = "To open bytes in an object store, for anonymous readers",
			headers = @Header(name = "Location", schema = @Schema(type = "string")))
	void file(Caller caller, @PathVariable DistributionId id,
			@RequestHeader(name = "Shuyuan-Grant", required = false) @Nullable String grant,
			@RequestHeader(name = "Shuyuan-Purpose", required = false) @Nullable String purpose,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		PermittedAccess<DataVersion> permittedAccess = this.accessGate.admit(
				new AccessRequest(caller, id, Action.Kind.FILE, grant, purpose),
				(entitlement) -> new Demand<>(entitlement.data(), entitlement.columns().keySet(), 0,
						rows(entitlement.data(), entitlement.data().bytes())));
		AtomicLong sent = new AtomicLong();
		DeliveryGuard guard = this.watch.over(permittedAccess, request, response);
		try {
			send(permittedAccess, caller, request, response, sent);
		}
		catch (IOException ex) {
			guard.failed(ex);
			throw ex;
		}
		finally {
			guard.close();
			this.accessGate.settle(permittedAccess, rows(permittedAccess.need(), sent.get()), sent.get() > 0);
		}
	}

	/** The rows that so many bytes of the original hold, on average. */
	private static long rows(DataVersion data, long sent) {
		TableProfile profile = data.profile();
		return (profile == null || sent == 0) ? 0
				: Math.min(profile.rows(), (long) Math.ceil((double) profile.rows() * sent / data.bytes()));
	}

	private void send(PermittedAccess<DataVersion> permittedAccess, Caller caller, HttpServletRequest request,
			HttpServletResponse response, AtomicLong sent) throws IOException {
		DataVersion data = permittedAccess.need();
		String tag = "\"" + data.sha256().value() + "\"";
		response.setHeader("Shuyuan-Decision", permittedAccess.decision());
		response.setHeader("ETag", tag);
		response.setHeader("Accept-Ranges", "bytes");
		if (permittedAccess.grant() != null) {
			response.setHeader("Cache-Control", "no-store");
		}
		if (EntityTags.isKnown(new ServletWebRequest(request, response), tag)) {
			return;
		}
		long from = 0;
		long length = data.bytes();
		Optional<HttpRange> range = range(request, tag, data.bytes());
		String as = DownloadName.ofOriginal(permittedAccess.offer().filename());
		Optional<URI> elsewhere = maySendOn(permittedAccess, caller, request) ? this.open.link(data, as)
				: Optional.empty();
		if (elsewhere.isPresent()) {
			sendOn(elsewhere.get(), response);
			return;
		}
		if (range.isPresent()) {
			from = range.get().getRangeStart(data.bytes());
			length = range.get().getRangeEnd(data.bytes()) - from + 1;
			response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
			response.setHeader("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + data.bytes());
		}
		response.setContentType(Objects.requireNonNullElse(data.mediaType(), "application/octet-stream"));
		response.setHeader("Content-Disposition", as);
		response.setContentLengthLong(length);
		if (request.getMethod().equals("HEAD")) {
			return;
		}
		try (InputStream in = this.objects.open(data.sha256(), from, length)) {
			pass(in, response, permittedAccess, sent);
		}
	}

	/**
	 * A caller with a token or a grant is answered here, lest these reach an object
	 * store; and {@code If-Range} knows our tags, not those of the store.
	 */
	private static boolean maySendOn(PermittedAccess<?> permittedAccess, Caller caller, HttpServletRequest request) {
		return request.getMethod().equals("GET") && caller.equals(Caller.PUBLIC) && permittedAccess.grant() == null
				&& request.getHeader("Authorization") == null && request.getHeader("Shuyuan-Grant") == null
				&& request.getHeader("If-Range") == null;
	}

	private static void sendOn(URI elsewhere, HttpServletResponse response) {
		response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
		response.setHeader("Location", elsewhere.toASCIIString());
		response.setHeader("ETag", null);
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("Referrer-Policy", "no-referrer");
	}

	private static void pass(InputStream in, HttpServletResponse response, PermittedAccess<?> permittedAccess,
			AtomicLong sent) throws IOException {
		OutputStream out = response.getOutputStream();
		byte[] buffer = new byte[BUFFER];
		for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
			DeliveryRevoked.check(permittedAccess.watch(), permittedAccess.decision(), response);
			sent.addAndGet(read);
			out.write(buffer, 0, read);
		}
	}

	/**
	 * The one range asked for; several ranges, or an outdated If-Range, mean the whole.
	 */
	private static Optional<HttpRange> range(HttpServletRequest request, String tag, long bytes) {
		String header = request.getHeader("Range");
		String unless = request.getHeader("If-Range");
		if (header == null || (unless != null && !unless.equals(tag))) {
			return Optional.empty();
		}
		try {
			List<HttpRange> ranges = HttpRange.parseRanges(header);
			if (ranges.size() != 1) {
				return Optional.empty();
			}
			if (ranges.getFirst().getRangeStart(bytes) >= bytes) {
				throw unsatisfiable(bytes);
			}
			return Optional.of(ranges.getFirst());
		}
		catch (IllegalArgumentException _) {
			throw unsatisfiable(bytes);
		}
	}

	private static Problem unsatisfiable(long bytes) {
		Problem problem = new Problem(GatewayProblemType.RANGE_UNSATISFIABLE,
				Text.of("所求范围超出文件", "The range is outside the file"));
		problem.getHeaders().set("Content-Range", "bytes */" + bytes);
		return problem;
	}

}
