"""Codes of countries and of roles, as Media RSS refers to them, as data."""

COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()
)

# Of the EBU's role codes those that feeds use, in the small letters that Media RSS asks for;
# _ stands for a space.
ROLES = frozenset(
    each.replace("_", " ")
    for each in """
    actor adaptor anchor_person animal_trainer animator announcer armourer art_director artist
    artist/performer assistant_camera assistant_chief_editor assistant_director
    assistant_producer assistant_visual_editor author author/writer broadcast_assistant
    broadcast_journalist camera_operator carpenter casting causeur chief_editor choir
    choreographer clapper_loader commentary_or_commentator commentator commissioning_broadcaster
    composer computer_programmer conductor consultant continuity_checker correspondent
    costume_designer dancer dialogue_coach dialogue_director director director_of_photography
    distribution_company draughtsman dresser dubber editor editor-in-chief ensemble
    executive_producer expert fight_director floor_manager focus_puller foley_artist
    foley_editor foley_mixer graphic_assistant graphic_designer graphic_editor grip hairdresser
    host illustrator interviewed_guest interviewer key_character key_grip key_talents leadman
    librettist lighting_director lighting_technician location_manager lyricist make_up_artist
    manufacturer matte_artist music_arranger music_group musician musicologist narrator
    news_reader orchestra owner participant photographer post_production_editor presenter
    producer production_assistant production_company production_department production_manager
    production_secretary programme_production_researcher property_manager publishing_company
    puppeteer pyrotechnician reporter rigger runner scenario scenic_operative script_supervisor
    second_assistant_camera second_assistant_director second_unit_director set_designer
    set_dresser sign_language singer singer_or_vocalist soloist sound_designer sound_mixer
    sound_recordist speaker special_effects stunts subtitles technical_director term translation
    translator transportation_manager treatment/programme_proposal vision_mixer visual_editor
    visual_effects wardrobe witness writer
    """.split()
)
