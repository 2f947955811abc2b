package org.socialfeed.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000Z",
        "1600000000000, 2020-09-13T12:26:40.000Z",
        "1600000000010, 2020-09-13T12:26:40.010Z",
        "253402300799999, 9999-12-31T23:59:59.999Z"
    })
    void timesAlwaysHaveMilliseconds(long millis, String json) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        new StrictJson().customize(mapper);
        assertThat(mapper.writeValueAsString(Instant.ofEpochMilli(millis))).isEqualTo('"' + json + '"');
    }
}
