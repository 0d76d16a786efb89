package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.SenderDeclaration;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.ObjectTooLarge;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.publication.FeedSignal;
import org.shuyuan.gateway.queue.InspectionQueue;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.DistributionOwner;
import org.shuyuan.gateway.versions.DistributionOwners;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Takes data in, as they are.
 */
@RestController
@Tag(name = "versions")
class UploadController {

	private static final Duration FEED_LAG = Duration.ofSeconds(4);

	private static final int LONGEST_WAIT = 60;

	private final ObjectStore objects;

	private final InspectionQueue queue;

	private final VersionStore versions;

	private final DistributionOwners distributionOwners;

	private final IntakeWorker worker;

	private final FeedSignal signal;

	private final IntakeProperties properties;

	private final ContentWords words;

	UploadController(ObjectStore objects, InspectionQueue queue, VersionStore versions,
			DistributionOwners distributionOwners, IntakeWorker worker, FeedSignal signal, IntakeProperties properties,
			ContentWords words) {
		this.words = words;
		this.objects = objects;
		this.queue = queue;
		this.versions = versions;
		this.distributionOwners = distributionOwners;
		this.worker = worker;
		this.signal = signal;
		this.properties = properties;
	}

	@PutMapping("/api/v1/sharing/distributions/{id}/data")
	@ResponseStatus(HttpStatus.CREATED)
	@RequestBody(required = true, description = "The unchanged bytes of the file, of any type",
			content = @Content(mediaType = "application/octet-stream",
					schema = @Schema(type = "string", format = "binary")))
	ResponseEntity<UploadReceipt> upload(@PathVariable DistributionId id,
			@RequestParam(required = false) @Nullable String filename,
			@RequestParam(defaultValue = "0") @Min(0) @Max(LONGEST_WAIT) int wait,
			@RequestParam(required = false) @Nullable Long declaredRows,
			@RequestParam(required = false) @Nullable String declaredSha256,
			@RequestParam(required = false) @Nullable List<String> declaredSums, Caller caller,
			HttpServletRequest request) throws IOException {
		caller.require(Role.STEWARD);
		DistributionOwner distributionOwner = registration(id);
		if (!caller.actsFor(distributionOwner.agency())) {
			throw NotFound.distribution();
		}
		long limit = this.properties.maxBytes().toBytes();
		if (request.getContentLengthLong() > limit) {
			throw tooLarge(limit);
		}
		SenderDeclaration declared = DeclaredParameters.read(declaredRows, declaredSums);
		StoredObject stored = store(request, DeclaredParameters.hash(declaredSha256), limit);
		UploadName name = UploadName.of(filename, this.words);
		int version = this.queue.receive(id, distributionOwner, name.label(), name.marked(), stored, caller.subject(),
				declared);
		this.worker.wake();
		if (wait > 0) {
			this.signal.await(Duration.ofSeconds(wait), () -> settled(id, version));
		}
		Optional<DataVersion> found = this.versions.find(id, version);
		VersionState state = found.map((now) -> now.stateFor(this.distributionOwners.items(id)))
			.orElse(VersionState.RECEIVED);
		return ResponseEntity
			.created(UriComponentsBuilder.fromPath("/api/v1/sharing/distributions/{id}/versions/{version}")
				.build(id.value(), version))
			.body(new UploadReceipt(Integer.toString(version), stored.sha256(), stored.bytes(), state,
					found.map(DataVersion::inForce).orElse(false)));
	}

	/** An entry registered a moment ago may not have come over the feed yet. */
	private DistributionOwner registration(DistributionId id) {
		this.signal.await(FEED_LAG, () -> this.distributionOwners.find(id).isPresent());
		return this.distributionOwners.find(id).orElseThrow(NotFound::distribution);
	}

	private StoredObject store(HttpServletRequest request, @Nullable String declared, long limit) throws IOException {
		try (InputStream sent = request.getInputStream();
				InputStream in = (declared != null) ? new HashedStream(sent, declared) : sent) {
			StoredObject stored = this.objects.put(in, limit);
			if (stored.bytes() == 0) {
				this.objects.delete(stored.sha256());
				throw new Problem(GatewayProblemType.DATA_EMPTY, Text.of("上传内容为空", "The upload is empty"));
			}
			return stored;
		}
		catch (ObjectTooLarge large) {
			throw tooLarge(limit);
		}
	}

	private static Problem tooLarge(long limit) {
		return new Problem(GatewayProblemType.DATA_TOO_LARGE,
				Text.of("超过 %d 字节的上限，未保存任何内容".formatted(limit),
						"More than the limit of %d bytes; nothing was stored".formatted(limit)))
			.property("limit", limit);
	}

	private boolean settled(DistributionId id, int version) {
		Optional<DataVersion> found = this.versions.find(id, version);
		return found.isPresent() && found.get().state() != VersionState.RECEIVED
				&& found.get().state() != VersionState.PROCESSING;
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record UploadReceipt(String version, Sha256 sha256, long bytes, VersionState state, boolean inForce) {
	}

}
