"""Every setting of the bot, from the environment. Read once, by the composition root."""

from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the environment says; every field has a default that works on a laptop."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    data_dir: Path = Field(
        default=Path("var"), validation_alias="ONRECORD_DATA_DIR", description="where all state lives"
    )
    database_url: str | None = Field(
        default=None, validation_alias="DATABASE_URL", description="the database; default: record.db in the data folder"
    )
    timezone: str = Field(default="UTC", validation_alias="ONRECORD_TIMEZONE", description="the terminal's time zone")
    log_level: str = Field(
        default="WARNING", validation_alias="ONRECORD_LOG_LEVEL", description="debug, info, warning, error"
    )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(f"no time zone is called {name!r}; use a name like Europe/Kyiv")
        return name

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError(f"no log level is called {level!r}; use debug, info, warning or error")
        return level.upper()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        """The database's URL; the default needs no server."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'record.db').resolve()}"

    @property
    def index_dir(self) -> Path:
        return self.data_dir / "index"

    @property
    def lock_dir(self) -> Path:
        return self.data_dir / "locks"
