package org.shuyuan.support.problem;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemExceptionHandlerTests {

	private final MockMvcTester service = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new Files())
		.setHandlerExceptionResolvers(new ProblemExceptionHandler(new ProblemWriter(JsonMapper.shared()), "/files"))
		.build());

	@Test
	void neverAnswerAFullDiskAsIfItHadWorked() {
		MvcTestResult answer = this.service.put().uri("/files/full").exchange();
		assertThat(answer).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).hasHeader("Retry-After", "2");
		assertThat(answer).bodyText().contains("\"code\":\"not-ready\"");
	}

	@Test
	void sayThatADatabaseThatDiedInATransactionDoesNotAnswer() {
		MvcTestResult answer = this.service.put().uri("/files/died").exchange();
		assertThat(answer).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).hasHeader("Retry-After", "2");
		assertThat(answer).bodyText().contains("\"code\":\"not-ready\"");
	}

	@Test
	void sayNothingOfTheAnswerThatIsNotGiven() throws Exception {
		MvcTestResult answer = this.service.get().uri("/files/missing").exchange();
		assertThat(answer).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.doesNotContainHeader("ETag")
			.doesNotContainHeader("Cache-Control")
			.doesNotContainHeader("Accept-Ranges")
			.doesNotContainHeader("Content-Range")
			.doesNotContainHeader("Content-Disposition")
			.hasHeader("Shuyuan-Decision", "7");
		assertThat(answer.getResponse().getContentLength())
			.isEqualTo(answer.getResponse().getContentAsByteArray().length);
	}

	@Test
	void sayNothingToWhoWentAway() {
		assertThat(this.service.put().uri("/files/left")).body().isEmpty();
	}

	@Test
	void controlCharactersInNamesAreNoFaultOfOurs() {
		MvcTestResult answer = this.service.put().uri("/files/rejected").exchange();
		assertThat(answer).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(answer).bodyText().contains("\"code\":\"bad-request\"", "percent-encoded");
	}

	@Test
	void methodThatNobodyAnswersIsSaidToBeNone() {
		MvcTestResult answer = this.service.put().uri("/files/method").exchange();
		assertThat(answer).hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
		assertThat(answer).bodyText().contains("\"code\":\"method-not-allowed\"").doesNotContain("control characters");
	}

	@Test
	void leaveAConnectionThatWasResetAlone() {
		assertThat(this.service.put().uri("/files/broken")).hasStatusOk().bodyText().isEqualTo("begun");
	}

	@RestController
	static class Files {

		@PutMapping("/files/rejected")
		void rejected() {
			throw new RequestRejectedException("a parameter's name");
		}

		@PutMapping("/files/method")
		void method() {
			throw new RequestRejectedException(
					"The request was rejected because the HTTP method \"FOO\" was not included within the list");
		}

		@PutMapping("/files/broken")
		void broken(HttpServletResponse response) throws IOException {
			response.getOutputStream().print("begun");
			response.flushBuffer();
			throw new ConnectionBroken(new IOException("reset"));
		}

		@PutMapping("/files/full")
		void full() throws IOException {
			throw new FileSystemException("/data/incoming", null, "No space left on device");
		}

		@PutMapping("/files/died")
		void died() {
			throw new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
		}

		@GetMapping("/files/missing")
		void missing(HttpServletResponse response) throws IOException {
			response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
			response.setHeader("Shuyuan-Decision", "7");
			response.setHeader("ETag", "\"e3b0\"");
			response.setHeader("Cache-Control", "public, max-age=60");
			response.setHeader("Accept-Ranges", "bytes");
			response.setHeader("Content-Range", "bytes 0-1/1000000");
			response.setHeader("Content-Disposition", "attachment");
			response.setContentLengthLong(1_000_000);
			throw new IOException("The original is not there");
		}

		@PutMapping("/files/left")
		void left() throws IOException {
			throw new ClientAbortException();
		}

	}

}
