"""Every setting of the bot, from the environment. Read once, by the composition root."""

from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationInfo, field_validator
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
    opensearch_url: str | None = Field(
        default=None,
        validation_alias="OPENSEARCH_URL",
        description="nodes of an OpenSearch cluster, separated by commas; default: an index in the data folder",
    )
    opensearch_shards: int = Field(
        default=1,
        ge=1,
        le=100,
        validation_alias="ONRECORD_OPENSEARCH_SHARDS",
        description="shards of a new index in that cluster: one for about ten million sentences",
    )
    timezone: str = Field(default="UTC", validation_alias="ONRECORD_TIMEZONE", description="the terminal's time zone")
    log_level: str = Field(
        default="WARNING", validation_alias="ONRECORD_LOG_LEVEL", description="debug, info, warning, error"
    )

    bot_token: SecretStr | None = Field(
        default=None, validation_alias="SLACK_BOT_TOKEN", description="the bot's token: one workspace"
    )
    app_token: SecretStr | None = Field(
        default=None, validation_alias="SLACK_APP_TOKEN", description="the app-level token, for Socket Mode"
    )
    signing_secret: SecretStr | None = Field(
        default=None, validation_alias="SLACK_SIGNING_SECRET", description="tells Slack's requests from others"
    )
    client_id: str | None = Field(
        default=None, validation_alias="SLACK_CLIENT_ID", description="with the secret: several workspaces install it"
    )
    client_secret: SecretStr | None = Field(
        default=None, validation_alias="SLACK_CLIENT_SECRET", description="see SLACK_CLIENT_ID"
    )
    slack_api_url: str = Field(
        default="https://slack.com/api/", validation_alias="SLACK_API_URL", description="where Slack's Web API is"
    )
    host: str = Field(default="127.0.0.1", validation_alias="HOST", description="the address `serve` listens on")
    port: int = Field(default=3000, ge=0, le=65535, validation_alias="PORT", description="the port `serve` listens on")
    public_url: str | None = Field(
        default=None, validation_alias="ONRECORD_PUBLIC_URL", description="where people reach the article pages"
    )
    secret_key: SecretStr | None = Field(
        default=None,
        min_length=32,
        validation_alias="ONRECORD_SECRET_KEY",
        description="encrypts stored tokens and signs links to article pages; 32 characters or more",
    )
    managers: str = Field(
        default="", validation_alias="ONRECORD_MANAGERS", description="Slack user ids that manage the bot, with commas"
    )
    questions_an_hour: int = Field(
        default=30, ge=1, validation_alias="ONRECORD_QUESTIONS_AN_HOUR", description="how many one person may ask"
    )
    answering_threads: int = Field(
        default=2, ge=1, le=64, validation_alias="ONRECORD_ANSWERING_THREADS", description="questions answered at once"
    )
    grace_days: int = Field(
        default=30,
        ge=0,
        le=3650,
        validation_alias="ONRECORD_GRACE_DAYS",
        description="how many days a workspace's data stays after it removed the bot",
    )
    metrics_token: SecretStr | None = Field(
        default=None, validation_alias="ONRECORD_METRICS_TOKEN", description="opens /metrics to other machines"
    )
    allow_hosts: str = Field(
        default="",
        validation_alias="ONRECORD_ALLOW_HOSTS",
        description="in-house hosts that may be fetched, as host:port with commas",
    )
    whole_articles: bool = Field(
        default=False,
        validation_alias="ONRECORD_WHOLE_ARTICLES",
        description="article pages show the whole text, not only the passage",
    )

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object, info: ValidationInfo) -> object:
        """A variable that is set to nothing counts as not set."""
        if isinstance(value, str) and not value.strip() and info.field_name:
            return cls.model_fields[info.field_name].get_default()
        return value.strip() if isinstance(value, str) else value

    @field_validator("slack_api_url")
    @classmethod
    def _with_slash(cls, url: str) -> str:
        return _http(url).rstrip("/") + "/"

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, url: str | None) -> str | None:
        return None if url is None else _http(url).rstrip("/")

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
    def manager_ids(self) -> frozenset[str]:
        return frozenset(filter(None, (name.strip().strip("<@>") for name in self.managers.split(","))))

    @property
    def authorize_url(self) -> str:
        """Slack's page that asks whether to install: on the same origin as its Web API."""
        parts = urlsplit(self.slack_api_url)
        return f"{parts.scheme}://{parts.netloc}/oauth/v2/authorize"

    @property
    def index_dir(self) -> Path:
        return self.data_dir / "index"

    @property
    def lock_dir(self) -> Path:
        return self.data_dir / "locks"


def _http(url: str) -> str:
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        raise ValueError(f"{url!r} is not an address; write it as https://host/")
    return url
