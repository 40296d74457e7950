"""Every setting, read once from the environment (or from `lotse.toml`), with its meaning."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.core.rules.operator import Operator, read_operator


class Settings(BaseSettings):
    """Each is an environment variable with `LOTSE_` before its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="LOTSE_", toml_file="lotse.toml", extra="ignore")

    telegram_token: SecretStr = Field(default=SecretStr(""), description="What BotFather gave you.")
    telegram_api: str = Field(
        default="https://api.telegram.org", description="Scheme and host of the Bot API server."
    )
    data_dir: Path = Field(default=Path("data"), description="Database, key file, operator.toml.")
    database_url: str = Field(default="", description="Default: SQLite in the data directory.")
    key_file: Path | None = Field(
        default=None, description="Default: lotse.key in the data directory."
    )
    timezone: str = Field(default="Europe/Berlin", description="Where the appointments take place.")
    region: str = Field(default="", description="Bundesland (SN, SH, …), for public holidays.")
    regions: str = Field(
        default="", description="Places or districts of the network, with commas between."
    )
    organisation: str = Field(default="", description="Who is writing: the name people know.")
    contact: str = Field(default="", description="How to reach a human: phone, e-mail, address.")
    public_url: str = Field(
        default="", description="Where the bot's own pages can be reached, if at all."
    )
    webhook_url: str = Field(default="", description="Where Telegram shall send updates.")
    webhook_secret: SecretStr = Field(default=SecretStr(""), description="At least 32 characters.")
    webhook_port: int = Field(default=8081, description="Where the webhook listens, on loopback.")
    pages_port: int = Field(default=8082, description="Where its pages listen, on loopback.")
    models: Path | None = Field(
        default=None, description="The translator's models. Default: models in the data directory."
    )
    models_memory: int = Field(
        default=700, description="MB the translator may take before it unloads models."
    )
    ocr: str = Field(
        default="tesseract", description="The program that reads photos of letters; empty: none."
    )
    pace: float = Field(default=29.5, description="Messages a second for the whole bot.")
    pace_per_chat: float = Field(default=1, description="Messages a second for one chat.")
    in_flight: int = Field(default=4, description="Requests on their way at once.")
    lease: float = Field(default=60, description="Seconds a message may take to leave.")
    log_level: str = Field(
        default="INFO", description="DEBUG shows places of trouble, never words."
    )

    @property
    def url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'lotse.db'}"

    @property
    def keys(self) -> Path:
        return self.key_file or self.data_dir / "lotse.key"

    @property
    def stamp_keys(self) -> Path:
        """Proofs outlive a change of the other key: theirs is never changed."""
        return self.keys.with_name("stamps.key")

    @property
    def models_dir(self) -> Path:
        return self.models or self.data_dir / "models"

    @property
    def erasures(self) -> Path:
        """Who was erased, apart from the database: a restored backup does not know."""
        return self.data_dir / "erasures.log"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def lease_time(self) -> timedelta:
        return timedelta(seconds=self.lease)

    @property
    def region_names(self) -> list[str]:
        return [name.strip() for name in self.regions.split(",") if name.strip()]

    @property
    def operator_file(self) -> Path:
        return self.data_dir / "operator.toml"

    def operator(self) -> Operator:
        """What `operator.toml` says; nothing where it is missing."""
        if not self.operator_file.exists():
            return Operator()
        said = tomllib.loads(self.operator_file.read_text(encoding="utf-8"))
        periods = said.get("periods", {})
        known = periods if isinstance(periods, dict) else {"periods": periods}  # the doctor tells
        return replace(read_operator(said.get("operator", {})), periods=known)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
