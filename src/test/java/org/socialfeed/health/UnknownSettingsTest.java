package org.socialfeed.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.socialfeed.contract.Settings;

class UnknownSettingsTest {
    @Test
    void allSettingsThatAreReadAreKnown() {
        assertThat(UnknownSettings.KNOWN).isEqualTo(Settings.ofTheService().keySet());
    }
}
